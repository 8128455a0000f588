"""Tables for spreadsheets (XLSX). What is text stays text: no cell of ours is ever a formula.

Rows are taken one by one and written to temporary files, so that memory does not grow with their number.
"""

from datetime import date, datetime
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import FileResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from .cells import FORMULA

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
NARROWEST, WIDEST, LONGEST = 8, 60, 32_767  # characters; the last is what a cell can hold
LOOKED_AT = 200  # rows that tell how wide a column is
IN_MEMORY = 2_000_000  # bytes of a finished file; a larger one lies on the disk
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def workbook_response(sheets, name):
    """Sheets as a download: [(title, columns, rows)], where a row is a list as long as the list of columns."""
    return FileResponse(workbook_file(sheets), as_attachment=True, filename=name, content_type=XLSX)


def workbook(sheets):
    """The bytes of an XLSX file."""
    with workbook_file(sheets) as file:
        return file.read()


def workbook_file(sheets):
    """An XLSX file, at its beginning: one heading in each column, which stays in sight; long texts wrap."""
    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        add_sheet(book, title, columns, iter(rows))
    file = Spool(IN_MEMORY)
    ExcelWriter(book, ZipFile(file, "w", ZIP_DEFLATED)).save()
    file.seek(0)
    return file


class Spool(SpooledTemporaryFile):
    """Closed by the response that sends it; one that nobody reads takes its file along."""

    def __del__(self):
        self.close()


def add_sheet(book, title, columns, rows):
    first = list(islice(rows, LOOKED_AT))
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths(columns, first), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    pen = Pen(sheet)
    sheet.append([pen.heading(column) for column in columns])
    for row in chain(first, rows):
        sheet.append([pen.cell(value) for value in row])


class Pen:
    """Writes the cells of one sheet. A style is worked out once for each kind of cell: that was half of the time."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.styles = {
            "heading": self.style(font=BOLD),
            "text": self.style(),
            "formula": self.style(quotePrefix=True),  # a text still after somebody has edited the cell
            "day": self.style(number_format=DAY),
            "moment": self.style(number_format=MOMENT),
        }

    def style(self, **looks):
        cell = WriteOnlyCell(self.sheet, "")
        for name, look in {"alignment": WRAPPED, **looks}.items():
            setattr(cell, name, look)
        return cell._style

    def heading(self, text):
        return self.made(text, "heading")

    def cell(self, value):
        """A cell that shows this value. Numbers and days stay what they are; the rest is text, however it begins."""
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            return self.made(timezone.localtime(value).replace(tzinfo=None, microsecond=0), "moment")
        if isinstance(value, date):
            return self.made(value, "day")
        if isinstance(value, int | float):
            return self.made(value, "text")
        text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
        return self.made(text, "formula" if text.startswith(FORMULA) else "text")

    def made(self, value, style):
        cell = WriteOnlyCell(self.sheet, value)
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes "=..." for a formula, "#N/A" for an error
        cell._style = self.styles[style]
        return cell


def widths(columns, rows):
    """As wide as the longest line in the column, within bounds."""
    for at, column in enumerate(columns):
        longest = max((len(line) for row in rows for line in str(row[at] or "").splitlines()), default=0)
        yield min(max(longest, len(column), NARROWEST), WIDEST) + 2
