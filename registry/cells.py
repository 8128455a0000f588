"""Tables for spreadsheets: CSV that no program takes for a formula, written while it is sent."""

import csv
from datetime import datetime

from django.http import StreamingHttpResponse
from django.utils import timezone

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value):
    """What a spreadsheet shows as it stands: a text that it would take for a formula gets an apostrophe before it.

    A number is no text: -5 stays a number. Moments are in the time zone of the installation, to the minute.
    """
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class Echo:
    """A file that hands on what is written to it."""

    def write(self, text):
        return text


def csv_response(rows, name):
    """Rows (an iterable of lists) as a download, made row by row; in UTF-8 with the mark that Excel wants."""
    writer = csv.writer(Echo())
    lines = (writer.writerow([safe_cell(value) for value in row]) for row in rows)
    response = StreamingHttpResponse(with_mark(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def with_mark(lines):
    yield "\ufeff"
    yield from lines
