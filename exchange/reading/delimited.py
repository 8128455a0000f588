"""Text with separators (CSV and its kin): how it is written, what separates, where a quoted text ends."""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from exchange.limits import LONGEST_CELL, MOST_CHARACTERS
from exchange.reading.cells import SHEET_COLUMNS, SMALLER, Rows, Size, clean
from exchange.reading.kinds import EMPTY
from exchange.table import Book, Sheet, Unreadable

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
SEPARATORS = ",;\t|"
NAMED = re.compile(r'"?sep=([,;\t|])"?[^\S\n\t]*(\n|\Z)', re.IGNORECASE)
LOOKED_AT, SAMPLE = 50, 200_000  # records and characters, to find the separator
MOST_AGAIN = 100_000_000  # characters read a second time where quotation marks have no partner
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")

NO_TEXT = "This is neither a workbook nor a text with a table. Save the register as .xlsx or .csv and choose that file."
UNKNOWN_LETTERS = (
    "Some letters in the file cannot be read. Save it as “CSV UTF-8” or .xlsx in your spreadsheet program and choose "
    "that file."
)


def decode(data):
    """The text that the bytes are: as their mark says, else UTF-16 by its zeros, UTF-8, or Windows-1252.

    Raises Unreadable when they are none of these, so that no name is ever read wrong without a word.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return lines_of(decoded(data[len(mark) :], encoding))
    encoding = wide(data[:4096])
    if encoding:
        return lines_of(decoded(data, encoding))
    try:
        return lines_of(data.decode("utf-8"))
    except UnicodeDecodeError:
        tried = data.decode("utf-8", "replace")
        wrong = tried.count("\ufffd")
        right = len(tried) - len(tried.encode("ascii", "ignore")) - wrong
        if right > wrong:
            raise Unreadable(UNKNOWN_LETTERS) from None  # UTF-8 with a few bytes lost
        return lines_of(decoded(data, "windows-1252"))


def decoded(data, encoding):
    if encoding.startswith("utf-16"):
        data = data[: len(data) // 2 * 2]
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(NO_TEXT if CONTROL.search(data[:4096].decode("latin-1")) else UNKNOWN_LETTERS) from None


def wide(beginning):
    """UTF-16 without a mark: of two bytes, one is zero in nearly all the letters that a table is full of."""
    pairs = len(beginning) // 2
    if pairs < 2:
        return ""
    high, low = beginning[1::2].count(0), beginning[::2].count(0)
    if high > pairs * 0.4 and low < pairs * 0.1:
        return "utf-16-le"
    if low > pairs * 0.4 and high < pairs * 0.1:
        return "utf-16-be"
    return ""


def lines_of(text):
    """With line feeds only, and no stray NUL. Raises Unreadable for what is no text at all, or none."""
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"The file has more than {MOST_CHARACTERS:,} characters. {SMALLER}")
    strange = len(CONTROL.findall(text[:10_000]))
    if strange > 3 and strange > len(text[:10_000]) * 0.01:
        raise Unreadable(NO_TEXT)
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable(EMPTY)
    return text


def read_delimited(text, name, *, separator="", what="The file"):
    """One sheet. The separator is what a first line "sep=;" says, else what cuts the first lines most evenly."""
    named = NAMED.match(text)
    if named:
        separator, text = named[1], text[named.end() :]
    if not text.strip(SEPARATORS + '" \n'):
        text = ""
    separator = separator or find_separator(text)
    size = Size()
    rows = Rows(what, size)
    for at, cells in enumerate(records(text, separator)):
        if len(cells) > SHEET_COLUMNS:
            rows.refuse_column(at, len(cells))
        rows.put(at, [size.same(clean(cell)) if cell else "" for cell in cells])
    return Book([Sheet(clean(name)[:100] or "Table", rows.found())])


def find_separator(text):
    """Each candidate cuts the first records; the best is the one that gives most of them the same number of cells.

    A tab, which no cell holds, when there is none: the text is one column.
    """
    sample = text.lstrip("\n")[:SAMPLE]
    found = {separator: evenness(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=found.get)
    return best if found[best] > (0, 0) else "\t"


def evenness(text, separator):
    """(how many cuts the records with the commonest number of cells have together, how many such records).

    A few long records count for more than a legend under them, whose lines another sign happens to cut in three.
    Where the first record stays whole, the others fall in two and a blank follows, it is a list of "Doe, Jane".
    """
    records_cut = (cells for cells in records(text, separator) if any(map(str.strip, cells)))
    lengths = [len(cells) for cells in islice(records_cut, LOOKED_AT)]
    cut = Counter(length for length in lengths if length > 1)
    if not cut:
        return 0, 0
    if lengths[0] == 1 and max(cut) == 2 and not re.search(re.escape(separator) + r"\S", text):
        return 0, 0
    length, times = max(cut.items(), key=lambda pair: (pair[1], pair[0]))
    return times * (length - 1), times


def records(text, separator):
    """The cells of each record, quoted line breaks in them.

    A quotation mark without a partner would swallow what follows it, up to the next one or the end. Where the marks do
    not match, the line is read as it stands, marks and all, and reading goes on in the next. Raises Unreadable when
    that would take too long.
    """
    file, again = StringIO(text), 0
    reader = strict(file, separator)
    while True:
        start = file.tell()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            again += file.tell() - start
            if again > MOST_AGAIN:
                raise Unreadable(
                    "The quotation marks in the file do not match. Save it anew as .csv or .xlsx in your spreadsheet "
                    "program and choose that file."
                ) from None
            file.seek(start)
            cells = as_it_stands(file.readline(), separator)
            reader = strict(file, separator)
        yield cells


def strict(file, separator):
    return csv.reader(file, delimiter=separator, strict=True, skipinitialspace=True)


def as_it_stands(line, separator):
    """One line whose quotation marks do not match."""
    line = line.removesuffix("\n")
    if line.count('"') % 2 == 0 and len(line) <= LONGEST_CELL:
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return line.split(separator)
