"""How large a register may be. Beyond these a file is refused with a sentence, before it is opened if possible."""

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000  # with content, in a sheet
MOST_ABOVE = 50  # rows on top of these: for a header, what stands above it, and a footer
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000  # in the file, blank ones between others included

# What a stray cell or a hostile file meets; no register comes near.
LAST_ROW = 2 * MOST_ROWS  # blank rows included
MOST_SHEETS = 100
MOST_CHARACTERS = 20_000_000  # in all cells of the file, a text counted as often as it stands there
LONGEST_CELL = 100_000  # characters; a spreadsheet program stops at 32,767
MOST_PARTS = 2_000  # an .xlsx is an archive of that many files
MOST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together
MOST_ELEMENTS = 12_000_000  # of XML
