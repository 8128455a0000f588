"""What a file is, its bytes say. What is no register gets a sentence that says what to do instead."""

import pytest

from exchange.limits import MOST_BYTES
from exchange.reading import read, read_pasted
from exchange.table import Unreadable
from tests.exchange.books import book, packed, worksheet

ANNA = '<row r="1"><c r="A1" t="str"><v>Anna</v></c></row>'


def refusal(data, name="register.xlsx"):
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    return str(refused.value)


@pytest.mark.parametrize("name", ["register.xlsx", "register.csv", "macros.xlsm", "no name", ""])
def test_a_workbook_is_read_whatever_it_is_called(name):
    assert read(book(worksheet(ANNA)), name).sheets[0].rows == [["Anna"]]


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("register.csv", "register"), ("C:\\files\\old.one.xlsx", "old.one"), ("", "Table"), ("a" * 300, "a" * 100)],
)
def test_a_text_is_read_whatever_it_is_called_and_its_sheet_has_its_name(name, sheet):
    book = read(b"Name,Role\nAnna,Sponsor\n", name)
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [(sheet, [["Name", "Role"], ["Anna", "Sponsor"]])]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty"),
        (bytes(100), "The file is empty"),
        (b"\xef\xbb\xbf \r\n", "The file is empty"),
        (b",,\n,,\n", "no cell with a text"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"\x00\x00\x00\x18ftypheic", "This is a picture"),
        (b"{\\rtf1 Anna}", "This is a text document (RTF)"),
        (b"\x1f\x8b\x08", "This is a packed file (gzip)"),
        (OLD + "Workbook".encode("utf-16-le"), "This is a workbook of an old Excel (.xls)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "The workbook is protected with a password"),
        (OLD + "WordDocument".encode("utf-16-le"), "This is a document of an old Word (.doc)"),
        (OLD, "This is a file of an old Office program"),
        (b"<html><table><tr><td>Anna</table>", "This is a web page"),
        ("\ufeff\n<!DOCTYPE html><p>Anna".encode("utf-16-le"), "This is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "This is an XML file"),
        (bytes(range(256)) * 20, "This is neither a workbook nor a text"),
        (packed({"word/document.xml": "<w/>"}), "This is a Word document (.docx)"),
        (packed({"ppt/presentation.xml": "<p/>"}), "This is a presentation (.pptx)"),
        (packed({"xl/workbook.bin": "?"}), "This is a binary Excel workbook (.xlsb)"),
        (packed({"Index/Document.iwa": "?"}), "This is a Numbers, Pages or Keynote file"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<c/>"}),
            "This is an OpenDocument workbook (.ods)",
        ),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<c/>"}),
            "This is an OpenDocument file without sheets",
        ),
        (packed({"register.csv": "Name"}), "This is a packed file (ZIP) and no workbook"),
        (packed({}), "This is a packed file (ZIP) and no workbook"),
    ],
)
def test_what_is_no_register_is_named_and_says_what_to_do(data, says):
    sentence = refusal(data)
    assert sentence.startswith((says, f"The file has {says}"))
    assert sentence.endswith(".")


@pytest.mark.parametrize("program", ["ods", "xls", "html", "pdf"])
def test_the_way_out_is_to_save_or_to_paste(program):
    data = {
        "ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "xls": OLD + "Workbook".encode("utf-16-le"),
        "html": b"<table>",
        "pdf": b"%PDF-",
    }
    assert ".xlsx or .csv" in refusal(data[program])


def test_a_file_that_is_too_large_is_not_even_opened():
    assert refusal(bytes(MOST_BYTES + 1)).startswith("The file is larger than 20 MB.")


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\x00"])
def test_nothing_was_pasted(text):
    with pytest.raises(Unreadable, match=r"^Nothing was pasted\."):
        read_pasted(text)
