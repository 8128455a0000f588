"""CSV and pasted cells, as the programs write them that people have."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.reading import cells, delimited, read, read_pasted
from exchange.table import Unreadable
from registry.cells import safe_cell
from tests.exchange.books import answers

ROWS = [["Name", "Rôle", "Needs"], ["Ana", "Süd", "a; b"], ["Bo", "", "c"]]
LINES = 'Name;Rôle;Needs\r\nAna;Süd;"a; b"\r\nBo;;c\r\n'


def rows(text, encoding="utf-8"):
    return read(text.encode(encoding), "register.csv").sheets[0].rows


def pasted(text):
    (sheet,) = read_pasted(text).sheets
    assert sheet.name == "Pasted cells"
    return sheet.rows


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read(data, "register.csv")
    return str(refused.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_letters_are_read_in_every_encoding_that_excel_saves(encoding):
    assert rows(LINES, encoding) == ROWS


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_end_as_on_every_system(end):
    assert rows(LINES.replace("\r\n", end)) == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    file = StringIO()
    csv.writer(file, delimiter=separator).writerows(ROWS)
    assert rows(file.getvalue()) == ROWS


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("sep=;\na,b;c\n", [["a,b", "c"]]),
        ('"sep=,"\r\na,b;c', [["a", "b;c"]]),
        (
            "Type;Needs\nx;a, b, c\ny;d, e, f\nz;g\n",
            [["Type", "Needs"], ["x", "a, b, c"], ["y", "d, e, f"], ["z", "g"]],
        ),
        ("Name;Score\nAna;1,5\nBo;2,5\n", [["Name", "Score"], ["Ana", "1,5"], ["Bo", "2,5"]]),
        ("Register of X\n\nName,Role\nAna,Sponsor\n", [["Register of X"], [], ["Name", "Role"], ["Ana", "Sponsor"]]),
        (
            "Name;Role;E-mail;Power\nAna;Sponsor;;H\nBo;Customer;;L\n" + "H = High, M = Medium, L = Low\n" * 2,
            [["Name", "Role", "E-mail", "Power"], ["Ana", "Sponsor", "", "H"], ["Bo", "Customer", "", "L"]]
            + [["H = High, M = Medium, L = Low"]] * 2,
        ),
        ("Name\nDoe, Jane\nRoe, Ana\n", [["Name"], ["Doe, Jane"], ["Roe, Ana"]]),
        ("Name\nAna\n", [["Name"], ["Ana"]]),
        ("a,b,,\n,,,\nc\n\n\n", [["a", "b"], [], ["c"]]),
        ('a,  "b, c" \n', [["a", "b, c"]]),
    ],
)
def test_the_first_lines_decide(text, read_as):
    assert rows(text) == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ('a,"one\ntwo, three"\nb,c\n', [["a", "one\ntwo, three"], ["b", "c"]]),
        ('a,"say ""yes"" to it"\n', [["a", 'say "yes" to it']]),
        ('a,5" pipe\nb,c\n', [["a", '5" pipe'], ["b", "c"]]),
    ],
)
def test_quotation_marks_hold_a_text_together(text, read_as):
    assert rows(text) == read_as


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ('a,b\n"Ana,x\nBo,y\n', [["a", "b"], ['"Ana', "x"], ["Bo", "y"]]),
        ('a,b\n"Ana,x\nBo,"y"\n"Cy",z\n', [["a", "b"], ['"Ana', "x"], ["Bo", "y"], ["Cy", "z"]]),
        ('a,b\nBo,"y\n', [["a", "b"], ["Bo", '"y']]),
        ('a,b\n"Ana" Roe,x\n', [["a", "b"], ["Ana Roe", "x"]]),
    ],
)
def test_a_quotation_mark_without_a_partner_swallows_no_row(text, read_as):
    assert rows(text) == read_as


def test_marks_that_never_match_are_given_up_in_good_time(monkeypatch):
    monkeypatch.setattr(delimited, "MOST_AGAIN", 500)
    assert refusal(b"a,b\n" + b'"x,y\n"",z\n' * 100).startswith("The quotation marks in the file do not match.")


@pytest.mark.parametrize("text", ["=1+1", "+49 170 5550100", "-", "@ana", "＝1", "plain", "it's", "'quoted'"])
def test_what_our_own_csv_made_safe_is_the_text_itself_again(text):
    assert rows(f"Name,Note\nAna,{safe_cell(text)}\n")[1] == ["Ana", text]
    assert rows(f"Name,Note\nAna,{text}\n")[1] == ["Ana", text]


def test_control_characters_and_blanks_around_a_text_go():
    assert cells.clean(" \ufeffA\x00na\x07 \u202dRoe\u202c\xa0") == "Ana Roe"
    assert cells.clean("one\r\ntwo\x0bthree\u2028four") == "one\ntwo\nthree\nfour"
    assert cells.clean("\u200b\x00 ") == ""
    assert cells.clean("می\u200cخواهم") == "می\u200cخواهم"


def test_letters_that_are_lost_are_said_and_not_guessed():
    assert "CSV UTF-8" in refusal("Name,Rôle\nJosé,Süd\nÅsa,".encode() + b"\xff\n")
    assert "CSV UTF-8" in refusal(b"Name,Role\nAna,\x81\n")


def test_the_same_text_is_held_once():
    first, second = (row[1] for row in rows("Ana,Customer of ours\nBo,Customer of ours\n"))
    assert first is second


@pytest.mark.parametrize(
    ("limit", "most", "text", "says"),
    [
        ("MOST_ROWS", 3, "a\n\nb\nc\nd\n", "The file has more than 3 rows."),
        ("MOST_COLUMNS", 3, "a,b,c\na,b,c,d\n", "The file has something in cell D2, right of the 3 columns"),
        ("MOST_CELLS", 5, "a,b,c\na,b,c\n", "The file has more than 5 cells."),
        ("LAST_ROW", 3, "a\n\n\nb\n", "The file has something in row 4, far below"),
        ("MOST_CHARACTERS", 10, "abcdef\nabcdef\n", "The file has more than 10 characters."),
        ("LONGEST_CELL", 5, "a\nabcdef\n", "The file has a cell with more than 5 characters in row 2."),
    ],
)
def test_what_is_too_large_is_refused_with_its_place(monkeypatch, limit, most, text, says):
    monkeypatch.setattr(cells, "MOST_ABOVE", 0)
    monkeypatch.setattr(cells, limit, most)
    assert refusal(text.encode()).startswith(says)


def test_a_header_comes_on_top_of_the_most_rows(monkeypatch):
    monkeypatch.setattr(cells, "MOST_ROWS", 3)
    assert len(rows("Register\n\nName\nAna\nBo\nCem\n")) == 6


@pytest.mark.parametrize(("cells", "place"), [(300, "cell KN2"), (16_384, "cell XFD2"), (30_000, "row 2")])
def test_a_row_without_an_end_is_named(cells, place):
    row = ",".join("x" * cells)
    assert refusal(f"a,b\n{row}\n".encode()).startswith(f"The file has something in {place}, right of the 200 columns")


def test_blank_columns_and_rows_at_the_end_are_not_too_many():
    assert rows("a" + "," * 500 + "\n" + "\n" * 200_000) == [["a"]]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Name\tRole\r\nAna\tSponsor\r\n", [["Name", "Role"], ["Ana", "Sponsor"]]),
        ('Name\tNeeds\nAna\t"one\ntwo, ""three"""\n', [["Name", "Needs"], ["Ana", 'one\ntwo, "three"']]),
        ("\tName\n1\tAna, Bo\n", [["", "Name"], ["1", "Ana, Bo"]]),
        ("Name;Role\nAna;Sponsor", [["Name", "Role"], ["Ana", "Sponsor"]]),
        ("Ana\nBo\n", [["Ana"], ["Bo"]]),
        ("| Name | Role |\n|---|:--:|\n| Ana | a \\| b |\n", [["Name", "Role"], ["Ana", "a | b"]]),
        ("Name | Role\n--- | ---\nAna | - \n", [["Name", "Role"], ["Ana", "-"]]),
        ("+-----+---+\n| Name | R |\n+-----+---+\n| Ana | |\n+-----+---+", [["Name", "R"], ["Ana"]]),
        ("| Name | R |\n| - | - |\n| | x |", [["Name", "R"], ["-", "-"], ["", "x"]]),
    ],
)
def test_cells_are_pasted_from_wherever_they_stand(text, read_as):
    assert pasted(text) == read_as


def test_what_was_pasted_is_named_in_a_refusal():
    with pytest.raises(Unreadable, match=r"^What was pasted has something in cell IV1, "):
        read_pasted("\t" * 255 + "x")


SAID = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]) | st.sampled_from(' \n,;|"'), max_size=8)


@given(st.lists(st.lists(SAID, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_program_writes_comes_back(table, separator):
    file = StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(table)
    wanted = [[cells.clean(cell) for cell in row] for row in table]
    if not "".join(cell for row in wanted for cell in row).strip(',;\t|" '):
        return  # nothing but separators and quotation marks: that is an empty file
    found = rows(f"sep={separator}\n" + file.getvalue())
    assert [row + [""] * (len(want) - len(row)) for row, want in zip(found, wanted, strict=False)] == wanted[
        : len(found)
    ]
    assert not any(map(any, wanted[len(found) :]))


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_any_bytes_are_a_book_or_a_sentence(data):
    assert answers(read, data, "register.csv")


@given(st.text(max_size=80))
def test_anything_pasted_is_a_book_or_a_sentence(text):
    assert answers(read_pasted, text)
