"""How large a register may be. Beyond these a file is refused with a sentence, before it is opened if possible."""

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
