"""Tables for spreadsheets (XLSX). What is text stays text: no cell of ours is ever a formula."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.writer.excel import ExcelWriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
NARROWEST, WIDEST, LONGEST = 8, 60, 32_767  # characters; the last is what a cell can hold


def workbook_response(sheets, name):
    """Sheets as a download: [(title, columns, rows)], where a row is a list as long as the list of columns."""
    response = HttpResponse(workbook(sheets), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def workbook(sheets):
    """The bytes of an XLSX file: one heading in each column, which stays in sight; long texts wrap."""
    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        sheet, rows = book.create_sheet(title), list(rows)
        sheet.freeze_panes = "A2"
        for at, width in enumerate(widths(columns, rows)):
            sheet.column_dimensions[chr(ord("A") + at)].width = width
        sheet.append([cell(sheet, column, font=BOLD) for column in columns])
        for row in rows:
            sheet.append([cell(sheet, value) for value in row])
    file = BytesIO()
    ExcelWriter(book, ZipFile(file, "w", ZIP_DEFLATED)).save()
    return file.getvalue()


def cell(sheet, value, font=None):
    """A cell that shows this value. Numbers and days stay what they are; the rest is text, whatever it begins with."""
    if value is not None and not isinstance(value, int | float | date):
        value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None)
    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        made.data_type = "s"  # openpyxl takes "=..." for a formula, "#N/A" for an error
    made.alignment = WRAPPED
    if font:
        made.font = font
    return made


def widths(columns, rows):
    """As wide as the longest line in the column, within bounds."""
    for at, column in enumerate(columns):
        longest = max((len(line) for row in rows for line in str(row[at] or "").splitlines()), default=0)
        yield min(max(longest, len(column), NARROWEST), WIDEST) + 2
