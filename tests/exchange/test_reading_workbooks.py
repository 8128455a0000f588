"""Workbooks: what people see in a cell is what is read."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from exchange.reading import cells, read
from exchange.reading.looks import Looks, look
from exchange.table import Merge, Unreadable
from registry.workbooks import workbook
from tests.exchange.books import MAIN, book, worksheet


def saved(fill):
    """A workbook that openpyxl makes."""
    made = Workbook()
    fill(made)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def moment(*parts):
    return datetime(*parts)  # noqa: DTZ001 - a workbook knows no time zones


def rows(*cells_, **others):
    """The first sheet of a workbook whose first row is this XML."""
    return read(book(worksheet("".join(cells_)), **others), "register.xlsx").sheets[0].rows


def one(xml, **others):
    """The text of one cell."""
    found = rows(f'<row r="1">{xml}</row>', **others)
    return found[0][0] if found else ""


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        ("Anna  Roe ", "General", "Anna  Roe"),
        (4, "General", "4"),
        (4.0, "General", "4"),
        (-2.5, "0.00", "-2.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (1e20, "General", "100000000000000000000"),
        (1e300, "General", "1e+300"),
        (491705550100, "General", "491705550100"),
        (7, "000", "007"),
        (0.5, "0%", "50%"),
        (0.125, "0.00%", "12.5%"),
        (0.57, "0%", "57%"),
        (2, '0" %"', "2"),
        (1500, '#,##0\\ "EUR"', "1500"),
        (date(2026, 11, 26), "dd/mm/yyyy", "2026-11-26"),
        (moment(2026, 11, 26, 14, 30), "d.m.yy h:mm", "2026-11-26 14:30"),
        (moment(2026, 11, 26, 14, 30, 5), "d.m.yy h:mm", "2026-11-26 14:30:05"),
        (moment(2026, 11, 1), "[$-407]mmmm yyyy", "2026-11-01"),
        (time(9, 5), "h:mm", "09:05"),
        (timedelta(hours=37, minutes=30), "[h]:mm", "37:30"),
        (timedelta(hours=1, seconds=5), "[h]:mm:ss", "1:00:05"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        ("=1+1", "General", ""),
        ("#N/A", "General", ""),
        ("one\ntwo", "General", "one\ntwo"),
        ("'=1+1", "General", "=1+1"),
    ],
)
def test_a_cell_says_what_people_see(value, shown, text):
    def fill(made):
        made.active["A1"], made.active["B1"] = value, "x"
        made.active["A1"].number_format = shown

    assert read(saved(fill), "register.xlsx").sheets[0].rows == [[text, "x"]]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<c t="str"><f>A2&amp;"!"</f><v>kept</v></c>', "kept"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ("<c><f>1+1</f></c>", ""),
        ("<c><f>[1]Other!A1</f><v>7</v></c>", "7"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', ""),
        ('<c t="d"><v>2026-11-26T00:00:00Z</v></c>', "2026-11-26"),
        ('<c t="d"><v>2026-11-26T14:30:00.000</v></c>', "2026-11-26 14:30:00"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ("<c><v>NaN</v></c>", ""),
        ("<c><v>12345678901234567890</v></c>", "12345678901234567890"),
        ("<c><v>1.0E2</v></c>", "100"),
        ("<c><v>no number</v></c>", "no number"),
        ('<c t="inlineStr"><is><r><t>An</t></r><r><t xml:space="preserve">na </t></r></is></c>', "Anna"),
        ('<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>', "東京"),
        ('<c t="str"><v>a_x000D_\nb_x0007__x005F_x0041_</v></c>', "a\nb_x0041_"),
        ('<c t="str"><v>a&#10;b</v></c>', "a\nb"),
        ('<c t="str"><v>   </v></c>', ""),
    ],
)
def test_a_cell_is_what_the_file_keeps_and_is_not_worked_out(xml, text):
    assert one(xml) == text


TEXTS = f"""<sst xmlns="{MAIN}"><si><t>Anna</t></si><si><r><t>Key </t></r><r><t>user</t></r></si>
    <si><t>東京</t><rPh><t>トウキョウ</t></rPh></si><si/></sst>"""


def test_texts_that_cells_share_are_held_once():
    shared = "".join(f'<c t="s"><v>{at}</v></c>' for at in (0, 1, 2, 3, 0))
    ((first, *others, last),) = rows(f"<row>{shared}</row>", texts=TEXTS)
    assert [first, *others, last] == ["Anna", "Key user", "東京", "", "Anna"]
    assert first is last


def test_days_are_counted_from_1904_where_the_file_says_so():
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    cell = '<c s="1"><v>1</v></c>'
    assert one(cell, styles=styles) == "1900-01-01"
    assert one(cell, styles=styles, properties='<workbookPr date1904="1"/>') == "1904-01-02"


@pytest.mark.parametrize("number", ["0", "-5", "99999999", "1e300"])
def test_a_number_that_is_no_day_stays_a_number(number):
    said = Looks([look(14, {}), look(46, {})])
    assert said.say(number, "0") == {"1e300": "1e+300"}.get(number, number)


def test_an_unknown_look_is_none():
    said = Looks([look(31, {}), look(999, {})])
    assert [said.say("46352", style) for style in ("0", "1", "2", "-1", "x", None)] == ["2026-11-26"] + ["46352"] * 5


def test_cells_stand_where_they_stand():
    first = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c><c r="C3" s="1"/><c r="F3" t="str"><v> </v></c></row>'
    )
    assert rows(first, '<row r="5"><c r="A5"><v>3</v></c></row>') == [[], [], ["", "1", "", "2"], [], ["3"]]


def test_rows_and_cells_without_addresses_follow_one_another():
    assert rows("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>") == [
        ["1", "", "2"],
        [],
        ["3"],
    ]


def test_every_sheet_is_read_and_hidden_ones_are_marked():
    def fill(made):
        made.active.title = "Instructions"
        made.create_chartsheet("A chart")
        for title, state in (("Stakeholders", "visible"), ("Lists", "hidden"), ("Secret", "veryHidden")):
            sheet = made.create_sheet(title)
            sheet.append([title])
            sheet.sheet_state = state

    found = read(saved(fill), "register.xlsx").sheets
    assert [(sheet.name, sheet.rows, sheet.is_hidden) for sheet in found] == [
        ("Instructions", [], False),
        ("Stakeholders", [["Stakeholders"]], False),
        ("Lists", [["Lists"]], True),
        ("Secret", [["Secret"]], True),
    ]


def test_rows_that_a_filter_hides_are_read_and_named():
    cells = '<c t="str"><v>Ana</v></c>'
    filled = f'<row>{cells}</row><row hidden="1">{cells}</row><row hidden="true"/><row hidden="0">{cells}</row>'
    (sheet,) = read(book(worksheet(filled)), "register.xlsx").sheets
    assert (sheet.rows, sheet.hidden_rows) == ([["Ana"], ["Ana"], [], ["Ana"]], [1])


def test_cells_shown_as_one_are_named_and_filled_nowhere_else():
    ranges = ("A1:C1", "A2:A3", "C2:XFD3", "B4:B1048576", "A7:C8", "GZ1:HA1", "$A$4:$B$4", "A1", "")
    merges = "".join(f'<mergeCell ref="{merged}"/>' for merged in ranges)
    filled = "".join(f'<row r="{row}"><c t="str"><v>row {row}</v></c></row>' for row in (1, 2, 4))
    (sheet,) = read(book(worksheet(filled, f"<mergeCells>{merges}</mergeCells>")), "register.xlsx").sheets
    assert sheet.rows == [["row 1"], ["row 2"], [], ["row 4"]]
    assert sheet.merges == [
        Merge(0, 0, 0, 2),
        Merge(1, 0, 2, 0),
        Merge(1, 2, 2, 199),
        Merge(3, 1, 3, 1),
        Merge(3, 0, 3, 1),
    ]


@pytest.mark.parametrize(
    "namespace",
    [
        'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
        'xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"',
    ],
)
def test_names_may_have_a_prefix_and_be_strict(namespace):
    row = "<x:row><x:c><x:v>1</x:v><v>2</v></x:c></x:row>"
    sheet = f"<x:worksheet {namespace}><x:sheetData>{row}</x:sheetData></x:worksheet>"
    assert read(book(sheet), "register.xlsx").sheets[0].rows == [["1"]]


def test_our_own_workbook_comes_back():
    data = workbook(
        [("Customers", ["Name", "Note", "On"], [["=Anna", "+49 170", date(2026, 11, 26)], ["#N/A", "-", None]])]
    )
    (sheet,) = read(data, "register.xlsx").sheets
    assert (sheet.name, sheet.rows) == (
        "Customers",
        [["Name", "Note", "On"], ["=Anna", "+49 170", "2026-11-26"], ["#N/A", "-"]],
    )


@pytest.mark.parametrize(
    ("limit", "most", "row", "says"),
    [
        ("MOST_ROWS", 1, 2, "The sheet “Sheet0” has more than 1 rows."),
        ("MOST_CELLS", 3, 4, "The file has more than 3 cells."),
        ("LAST_ROW", 2, 3, "The sheet “Sheet0” has something in row 3, far below"),
        ("MOST_CHARACTERS", 7, 2, "The file has more than 7 characters."),
        ("MOST_ELEMENTS", 7, 2, "Unpacked, the workbook is far larger"),
        ("LONGEST_CELL", 3, 2, "The sheet “Sheet0” has a cell with more than 3 characters in row 1."),
    ],
)
def test_what_is_too_large_is_refused_with_its_place(monkeypatch, limit, most, row, says):
    monkeypatch.setattr(cells, "MOST_ABOVE", 0)
    monkeypatch.setattr(cells, limit, most)
    with pytest.raises(Unreadable, match=f"^{says}"):
        rows('<row r="1"><c t="str"><v>Anna</v></c></row>', f'<row r="{row}"><c t="str"><v>Anna</v></c></row>')
