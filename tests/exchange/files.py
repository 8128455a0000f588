"""Files that went out, read as a spreadsheet program reads them."""

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook


def rows_of(response):
    """The rows of a CSV, or of the first sheet of a workbook; each cell as a text."""
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))
    return next(iter(sheets_of(response).values()))


def sheets_of(response):
    """{title: its rows, each cell as a text} of a workbook."""
    book = load_workbook(BytesIO(response.getvalue()))
    return {sheet.title: [["" if v is None else str(v) for v in row] for row in sheet.values] for sheet in book}


def cells_of(response):
    """Every cell of every sheet that says something."""
    if response["Content-Type"].startswith("text/csv"):
        return [cell for row in rows_of(response) for cell in row if cell]
    return [cell for rows in sheets_of(response).values() for row in rows for cell in row if cell]
