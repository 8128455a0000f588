"""What the bytes of a file are, and a sentence for each kind that is no register."""

import re

from exchange.table import Unreadable

SAVE = "Open it in the program that it was made with and save it as .xlsx or .csv."
COPY = "Copy its table and paste it instead, or save the table as .xlsx or .csv."

ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = (
    (b"%PDF", f"This is a PDF: what it shows is not kept as a table. {COPY}"),
    (b"{\\rtf", f"This is a text document (RTF). {COPY}"),
    (b"\x89PNG", f"This is a picture. {COPY}"),
    (b"\xff\xd8\xff", f"This is a picture. {COPY}"),
    (b"GIF8", f"This is a picture. {COPY}"),
    (b"RIFF", f"This is a picture or a recording. {COPY}"),
    (b"II*\x00", f"This is a picture. {COPY}"),
    (b"MM\x00*", f"This is a picture. {COPY}"),
    (b"\x1f\x8b", "This is a packed file (gzip). Unpack it and choose the table in it."),
    (b"7z\xbc\xaf\x27\x1c", "This is a packed file (7z). Unpack it and choose the table in it."),
    (b"Rar!", "This is a packed file (RAR). Unpack it and choose the table in it."),
    (b"SQLite format 3", "This is a database. Export its table as .csv."),
    (b"\x09\x08", f"This is a workbook of an old Excel (.xls). {SAVE}"),
    (b"\x09\x04", f"This is a workbook of an old Excel (.xls). {SAVE}"),
)
MARKUP = re.compile(r"<(!doctype html|html|head|meta|body|style|table|div)\b", re.IGNORECASE)

EMPTY = "The file is empty. Choose the file that holds the register; if it should, save it anew and try again."
DAMAGED = (
    "The workbook is damaged and cannot be read. Open it in your spreadsheet program, let it be repaired, "
    "save it as .xlsx and choose that file."
)


def is_archive(data):
    return data.startswith(ARCHIVE)


def refuse_others(data):
    """Raises Unreadable when the bytes begin as those of a file that holds no table we read."""
    if not data.strip(b"\x00\t\n\r "):
        raise Unreadable(EMPTY)
    if data.startswith(OLD_OFFICE):
        raise Unreadable(old_office(data))
    for beginning, sentence in BEGINNINGS:
        if data.startswith(beginning):
            raise Unreadable(sentence)
    if data[4:8] == b"ftyp":
        raise Unreadable(f"This is a picture or a film. {COPY}")


def old_office(data):
    """One container for many things: names inside it, in UTF-16, tell them apart."""

    def holds(name):
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return (
            "The workbook is protected with a password. Open it, take the password off (File, Info, Protect workbook), "
            "save it as .xlsx and choose that file."
        )
    if holds("WordDocument"):
        return f"This is a document of an old Word (.doc). {COPY}"
    if holds("Workbook") or holds("Book"):
        return f"This is a workbook of an old Excel (.xls). {SAVE}"
    return f"This is a file of an old Office program. {SAVE}"


def refuse_others_in_text(text):
    """Raises Unreadable for a web page or XML, whatever it is called: programs save those as .xls, too."""
    beginning = text[:1000].lstrip().lower()
    if MARKUP.match(beginning):
        raise Unreadable(f"This is a web page, even if it is named like a workbook. {SAVE}")
    if beginning.startswith("<?xml"):
        raise Unreadable(f"This is an XML file. {SAVE}")


def other_archive(names, kind):
    """The sentence for an archive without an Excel workbook; `kind` is what its part "mimetype" says."""
    if "spreadsheet" in kind:
        return f"This is an OpenDocument workbook (.ods). {SAVE}"
    if "opendocument" in kind:
        return f"This is an OpenDocument file without sheets. {COPY}"
    if "word/document.xml" in names:
        return f"This is a Word document (.docx). {COPY}"
    if "ppt/presentation.xml" in names:
        return f"This is a presentation (.pptx). {COPY}"
    if "xl/workbook.bin" in names:
        return f"This is a binary Excel workbook (.xlsb). {SAVE}"
    if any(name.endswith(".iwa") for name in names):
        return "This is a Numbers, Pages or Keynote file. Export it as .xlsx or .csv."
    return "This is a packed file (ZIP) and no workbook. Unpack it and choose the table in it."
