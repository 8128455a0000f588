"""The demo: three projects from the field, with invented people at example.org, told in days before today.

`shapes` is the vocabulary; `people`, `crm`, `hospital` and `website` are the data; `builder` tells the story through
the same actions as the pages, each step by the right user and on its day, so that the history is a real one.
"""
