"""The words of registers in many languages. Facts to look things up in: whoever misses a word adds it to its line."""
