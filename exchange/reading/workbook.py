"""An .xlsx or .xlsm file. Formulas are not worked out, macros not run, other files not asked: what it keeps counts."""

import struct
import zlib
from posixpath import basename, dirname
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from exchange.limits import LONGEST_CELL, MOST_CELLS, MOST_CHARACTERS, MOST_SHEETS
from exchange.reading.cells import SMALLER, Size, clean
from exchange.reading.container import Container, beside
from exchange.reading.kinds import DAMAGED, other_archive
from exchange.reading.looks import Looks, look
from exchange.reading.markup import Markup
from exchange.reading.worksheet import Worksheet, text_of
from exchange.table import Book, Unreadable

WORKBOOK = "xl/workbook.xml"
MOST_STYLES = 100_000
# What Python's own readers of archives, XML, numbers and characters raise for bytes that are not what they should be.
BROKEN = (
    BadZipFile, zlib.error, ExpatError, struct.error, EOFError, OSError, ValueError, LookupError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


def read_workbook(data):
    """The sheets in the workbook's order, hidden ones marked.

    Raises Unreadable when it is too large or damaged, or when the archive is no workbook.
    """
    try:
        return book_in(Container(data))
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


def book_in(container):
    size = Size()
    main = main_part(container, size)
    contents = Contents(size).read(container.open(main))
    related = relations(container, main, size)
    parts = {kind: part for kind, part in related.values() if kind in ("sharedStrings", "styles")}
    texts = Texts(size).read(container.open(parts["sharedStrings"])).texts if "sharedStrings" in parts else []
    looks = Styles(size).read(container.open(parts["styles"])).looks() if parts.get("styles", "") in container else []
    looks = Looks(looks, since_1904=contents.since_1904)
    sheets = []
    for name, number, is_hidden in contents.sheets:
        if number not in related:
            raise Unreadable(DAMAGED)
        kind, part = related[number]
        if kind == "worksheet":  # the others are charts, dialogs and macros
            sheet = Worksheet(name, texts=texts, looks=looks, size=size, is_hidden=is_hidden)
            sheets.append(sheet.read(container.open(part)).sheet())
    if not sheets:
        raise Unreadable("The workbook has no sheet with cells. Choose the one that holds the register.")
    return Book(sheets)


def main_part(container, size):
    """The part that lists the sheets. Raises Unreadable when the archive is no workbook."""
    if WORKBOOK in container:
        return WORKBOOK
    if "_rels/.rels" in container:
        named = [part for kind, part in relations(container, "", size).values() if kind == "officeDocument"]
        if named and "xl" in named[0] and named[0].endswith(".xml") and named[0] in container:
            return named[0]
    raise Unreadable(other_archive(container.parts, container.kind()))


def relations(container, part, size):
    """{id: (kind, name of the part)} of what a part points to inside the archive."""
    name = f"{dirname(part)}/_rels/{basename(part)}.rels".lstrip("/")
    if name not in container:
        return {}
    found = Relations(size).read(container.open(name)).found
    return {number: (kind, beside(part, target)) for number, (kind, target) in found.items()}


class Relations(Markup):
    def __init__(self, size):
        super().__init__(size)
        self.found = {}

    def opened(self):
        return {"Relationship": self.take}

    def take(self, attributes):
        if attributes.get("TargetMode") != "External" and len(self.found) < MOST_STYLES:
            kind = attributes["Type"].rpartition("/")[2]
            self.found[attributes["Id"]] = kind, attributes["Target"]


class Contents(Markup):
    """The sheets that a workbook names: (name, id of the relation, hidden or not)."""

    def __init__(self, size):
        super().__init__(size)
        self.sheets, self.since_1904 = [], False

    def opened(self):
        return {"sheet": self.take, "workbookPr": self.take_properties}

    def take_properties(self, attributes):
        self.since_1904 = attributes.get("date1904") in ("1", "true")

    def take(self, attributes):
        if len(self.sheets) == MOST_SHEETS:
            raise Unreadable(f"The workbook has more than {MOST_SHEETS} sheets. {SMALLER}")
        number = next((value for key, value in attributes.items() if key.endswith(":id")), None)
        is_hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((clean(attributes.get("name", ""))[:100], number, is_hidden))


class Texts(Markup):
    """The texts that cells name by their place in a list."""

    def __init__(self, size):
        super().__init__(size)
        self.texts, self.parts, self.reading, self.characters = [], [], False, 0

    def opened(self):
        return {"si": self.open_item, "t": self.listen, "rPh": self.open_reading}

    def closed(self):
        return {"si": self.close_item, "t": self.close_text, "rPh": self.close_reading}

    def open_item(self, _attributes):
        self.parts, self.reading = [], False

    def open_reading(self, _attributes):
        self.reading = True

    def close_reading(self):
        self.reading = False

    def close_text(self):
        text = self.heard()
        if text and not self.reading:
            self.parts.append(text)
            self.characters += len(text)
            if len(text) > LONGEST_CELL or self.characters > MOST_CHARACTERS:
                raise Unreadable(f"The workbook has more text than a register can have. {SMALLER}")

    def close_item(self):
        self.texts.append(text_of("".join(self.parts)))
        if len(self.texts) > MOST_CELLS:
            raise Unreadable(f"The workbook has more text than a register can have. {SMALLER}")


class Styles(Markup):
    """How cells look, as far as it changes what a number says."""

    def __init__(self, size):
        super().__init__(size)
        self.custom, self.formats, self.is_used = {}, [], False

    def opened(self):
        return {"numFmt": self.take_format, "cellXfs": self.open_used, "xf": self.take_look}

    def closed(self):
        return {"cellXfs": self.close_used}

    def take_format(self, attributes):
        if len(self.custom) < MOST_STYLES:
            self.custom[int(attributes["numFmtId"])] = attributes["formatCode"][:255]

    def open_used(self, _attributes):
        self.is_used = True

    def close_used(self):
        self.is_used = False

    def take_look(self, attributes):
        if self.is_used and len(self.formats) < MOST_STYLES:
            self.formats.append(int(attributes.get("numFmtId", 0)))

    def looks(self):
        known = {number: look(number, self.custom) for number in set(self.formats)}
        return [known[number] for number in self.formats]
