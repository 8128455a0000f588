"""Files that were damaged or made to do harm: a sentence within a moment, and nothing taken that is not needed."""

import struct
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.reading import container, read
from exchange.reading.kinds import DAMAGED
from exchange.table import Unreadable
from tests.exchange.books import MAIN, answers, book, packed, parts, parts_of, worksheet

ROW = '<row r="1"><c r="A1" t="str"><v>Anna</v></c><c r="B1" t="s"><v>0</v></c></row>'
TEXTS = f'<sst xmlns="{MAIN}"><si><t>Sponsor</t></si></sst>'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="d/m/y"/></numFmts>'
    '<cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'
)
MERGE = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
PARTS = parts(worksheet(ROW, MERGE), texts=TEXTS, styles=STYLES)
GOOD = packed(PARTS)
RELATIONS = "xl/_rels/workbook.xml.rels"


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data, "register.xlsx")
    return str(refused.value)


def without(name):
    return packed({key: value for key, value in PARTS.items() if key != name})


def instead(name, content):
    return packed(PARTS | {name: content})


def test_the_file_that_the_others_are_made_from_is_good():
    assert read(GOOD, "register.xlsx").sheets[0].rows == [["Anna", "Sponsor"]]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(kept):
    assert refusal(GOOD[: int(len(GOOD) * kept)]) == DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        without("xl/worksheets/sheet0.xml"),
        without("xl/sharedStrings.xml"),
        without(RELATIONS),
        instead(RELATIONS, PARTS[RELATIONS].replace('Target="worksheets', 'TargetMode="External" Target="worksheets')),
        instead(RELATIONS, "<Relationships><Relationship/></Relationships>"),
        instead("xl/workbook.xml", ""),
        instead("xl/workbook.xml", "no XML"),
        instead("xl/sharedStrings.xml", TEXTS[:-5]),
        instead("xl/sharedStrings.xml", '<?xml version="1.0" encoding="klingon"?><sst/>'),
        instead("xl/styles.xml", STYLES.replace('"164"', '"many"')),
        book(worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')),
        book(worksheet('<row r="1"><c r="A1" t="s"><v>x</v></c></row>'), texts=TEXTS),
        book(worksheet('<row r="x"/>')),
        book(worksheet('<row r="2"/><row r="1"/>')),
        book(worksheet('<row r="0"/>')),
        book(worksheet('<row r="1"><c r="XFE1"/></row>')),
        book(worksheet('<row r="1"><c r="1"/></row>')),
        book(worksheet(ROW, '<mergeCells><mergeCell ref="A1:XFE1"/></mergeCells>'), texts=TEXTS),
        book("<worksheet><sheetData>"),
    ],
)
def test_a_workbook_with_broken_or_missing_parts_is_damaged(data):
    assert refusal(data) == DAMAGED


def test_a_workbook_without_sheets_says_so():
    assert refusal(book()).startswith("The workbook has no sheet with cells.")


def test_a_missing_look_is_no_damage():
    assert read(without("xl/styles.xml"), "register.xlsx").sheets[0].rows == [["Anna", "Sponsor"]]


def test_a_wrong_checksum_is_damage():
    at = GOOD.index(b"PK\x03\x04", GOOD.index(b"xl/worksheets") - 40)
    entry = GOOD.index(b"xl/worksheets", at + 100) - 46
    assert GOOD[entry : entry + 4] == b"PK\x01\x02"
    assert refusal(GOOD[: entry + 16] + b"\x00\x00\x00\x00" + GOOD[entry + 20 :]) == DAMAGED


def declared(name, size, data=GOOD):
    """The file, its table of contents saying that this part is so many bytes."""
    entry = data.rindex(name) - 46
    return data[: entry + 24] + struct.pack("<I", size) + data[entry + 28 :]


def test_sizes_are_looked_at_before_anything_is_opened(monkeypatch):
    monkeypatch.setattr(container.Container, "open", None)
    assert refusal(declared(b"xl/styles.xml", 2**31)).startswith("Unpacked, the workbook is far larger")


@pytest.mark.parametrize("size", [0, 10, 1_000])
def test_a_size_that_is_a_lie_is_damage_or_harmless(size):
    data = declared(b"xl/worksheets/sheet0.xml", size)
    if size == 1_000:
        assert read(data, "register.xlsx").sheets[0].rows == [["Anna", "Sponsor"]]
    else:
        assert refusal(data) == DAMAGED


def test_parts_that_share_their_bytes_are_damage():
    entry = GOOD.rindex(b"xl/styles.xml") - 46
    first = GOOD[: entry + 42] + struct.pack("<I", 0) + GOOD[entry + 46 :]
    assert refusal(first) == DAMAGED


def test_thousands_of_parts_are_not_even_counted_one_by_one(monkeypatch):
    data = packed(PARTS | {f"{at}.txt": "" for at in range(2_001)})
    monkeypatch.setattr(container, "ZipFile", None)
    assert refusal(data).startswith("Unpacked, the workbook is far larger")


def test_an_archive_in_an_archive_stays_closed():
    data = packed(PARTS | {"xl/embeddings/book.xlsx": b"PK\x03\x04 no archive", "xl/vbaProject.bin": b"no macros"})
    assert read(data, "register.xlsm").sheets[0].rows == [["Anna", "Sponsor"]]


def test_a_part_with_a_password_says_so():
    entry = GOOD.rindex(b"xl/workbook.xml") - 46
    while GOOD[entry : entry + 4] != b"PK\x01\x02":
        entry = GOOD.rindex(b"PK\x01\x02", 0, entry + 3)
    name = GOOD[entry + 46 :].split(b"xml")[0]
    assert name == b"xl/workbook."
    assert "password" in refusal(GOOD[: entry + 8] + b"\x01" + GOOD[entry + 9 :])


LAUGHS = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [
        f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
        "<!DOCTYPE x>",
    ],
)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet0.xml", "xl/sharedStrings.xml", "xl/workbook.xml", RELATIONS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(part, declaration, encoding):
    content = (declaration + PARTS[part].replace("Anna", "&a9;")).encode(encoding)
    assert refusal(instead(part, content)) == DAMAGED


BEFORE, AFTER = worksheet("|").split("|")


@pytest.mark.parametrize(
    "content",
    [
        "<a>" * 200_000,
        "".join(f"<a{at}/>" for at in range(100_000)),
        "".join(f'<a xmlns:p{at}="u"/>' for at in range(100_000)),
        "<row " + " ".join(f'a{at}="1"' for at in range(200_000)) + "/>",
        f"<!--{'x' * 3_000_000}-->",
        f'<row><c t="{"x" * 3_000_000}"/></row>',
        f'<row><c t="str"><v>{"x" * 3_000_000}</v></c></row>',
    ],
    ids=["deep", "names", "prefixes", "attributes", "comment", "value", "text"],
)
def test_what_would_fill_the_memory_is_given_up_early(content):
    data = book(BEFORE + content + AFTER)
    tracemalloc.start()
    try:
        assert refusal(data) == DAMAGED
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


# 17 billion cells: whoever went through them, or only through the rows, would use memory for it, or never come back.
FAR = '<row r="1048576" spans="1:16384"><c r="A1048576" s="0"/><c r="XFD1048576" t="str"><v> </v></c></row>'


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1:Z1000", "", "nonsense"])
def test_declared_and_blank_cells_cost_nothing(dimension):
    sheet = worksheet(ROW + FAR).replace("<sheetData>", f'<dimension ref="{dimension}"/><sheetData>')
    data = book(sheet, texts=TEXTS)
    tracemalloc.start()
    try:
        assert read(data, "register.xlsx").sheets[0].rows == [["Anna", "Sponsor"]]
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "has something in row 1,048,576, far below"),
        ('<row r="2"><c r="XFD2"><v>1</v></c></row>', "has something in cell XFD2, right of the 200 columns"),
    ],
)
def test_a_stray_cell_far_away_is_named(cell, says):
    assert refusal(book(worksheet(ROW + cell), texts=TEXTS)).startswith(f"The sheet “Sheet0” {says}")


def test_what_stands_outside_of_a_cell_is_no_cell():
    stray = "<t>x</t><v>1</v><rPh><t>y</t></rPh><mergeCell/>"
    sheet = worksheet(stray + ROW.replace("<c ", f"{stray}<c ", 1), stray)
    assert read(book(sheet, texts=TEXTS.replace("<si>", f"{stray}<si>")), "").sheets[0].rows == [["Anna", "Sponsor"]]


CHANGES = st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_a_file_with_changed_bytes_is_a_book_or_a_sentence(changes):
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    assert answers(read, bytes(data), "register.xlsx")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_part_with_changed_bytes_is_a_book_or_a_sentence(name, data):
    content = bytearray(parts_of(GOOD)[name])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
    assert answers(read, instead(name, bytes(content)), "register.xlsx")


NUMBERS = st.sampled_from(["", "0", "-1", "1", "2.5", "1e999", "NaN", "99999999999999999999", "١", "x", "A1", "ZZZ1"])
KINDS = st.sampled_from(["", "s", "n", "b", "d", "e", "str", "inlineStr", "?"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NUMBERS, NUMBERS, KINDS, NUMBERS, NUMBERS)
def test_whatever_a_cell_says_is_a_book_or_a_sentence(row, address, kind, style, value):
    cell = f'<row r="{row}"><c r="{address}" t="{kind}" s="{style}"><v>{value}</v><is><t>{value}</t></is></c></row>'
    for said in (cell, cell.replace(f' r="{address}"', "").replace(f' r="{row}"', "")):
        assert answers(read, instead("xl/worksheets/sheet0.xml", worksheet(said)), "register.xlsx")
