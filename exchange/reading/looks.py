"""What a number in a workbook says: the file keeps 46352 and a format, people see a day."""

import re
from datetime import datetime, time
from decimal import Decimal
from math import isfinite

from openpyxl.styles.numbers import BUILTIN_FORMATS, STRIP_RE, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

NUMBER, PERCENT, MOMENT, DURATION = "number", "percent", "moment", "duration"
# As openpyxl has it, and those that East Asian programs number themselves.
EAST_ASIAN = (range(27, 37), range(50, 59))
MOST_KEPT = 50_000


def look(format_id, custom):
    """What a number of this format is: one of the above, or a count of digits to fill with zeros ("007")."""
    code = custom.get(format_id) or BUILTIN_FORMATS.get(format_id, "")
    if not code and any(format_id in numbers for numbers in EAST_ASIAN):
        return MOMENT
    shown = re.sub(r"\\.|_.", "", STRIP_RE.sub("", code.split(";")[0]))
    if is_timedelta_format(code):
        return DURATION
    if is_date_format(code):
        return MOMENT
    if "%" in shown:
        return PERCENT
    return len(shown) if re.fullmatch("0{2,15}", shown) else NUMBER


class Looks:
    """The formats of one workbook, by the number that a cell names."""

    def __init__(self, looks=(), *, since_1904=False):
        self.looks, self.epoch, self.said = list(looks), MAC_EPOCH if since_1904 else WINDOWS_EPOCH, {}

    def say(self, value, style):
        """The text for a number as the file writes it. What is no number stays as it is."""
        key = value, style
        said = self.said.get(key)
        if said is None:
            said = self.work_out(value, style)
            if len(self.said) < MOST_KEPT:
                self.said[key] = said
        return said

    def work_out(self, value, style):
        try:
            number = float(value)
        except ValueError:
            return value
        if not isfinite(number):
            return ""
        at = int(style) if style and style.isdecimal() else -1
        kind = self.looks[at] if 0 <= at < len(self.looks) else NUMBER
        if kind == PERCENT:
            return f"{short(number * 100)}%"
        if kind in (MOMENT, DURATION):
            return self.moment(number, kind) or short(number)
        if value.lstrip("-").isdecimal() and len(value) <= 40:
            return value.zfill(kind) if isinstance(kind, int) else str(int(value))
        return short(number)

    def moment(self, number, kind):
        """A day, a time of day, both, or hours and minutes; "" for what no calendar has (0 is no day)."""
        try:
            value = from_excel(number, self.epoch, timedelta=kind == DURATION)
        except (OverflowError, ValueError):
            return ""
        if isinstance(value, datetime):
            if value.year < 1900:
                return ""
            return value.date().isoformat() if value.time() == time() else clock(value, " ")
        if isinstance(value, time):
            return clock(value) if number else ""
        seconds = round(value.total_seconds())
        if seconds < 0:
            return ""
        hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
        return f"{hours}:{minutes:02}" + (f":{rest:02}" if rest else "")


def clock(value, between="T"):
    parts = {"sep": between} if isinstance(value, datetime) else {}
    return value.isoformat(**parts, timespec="seconds" if value.second else "minutes")


def short(number):
    """A number as people write it: as many digits as a spreadsheet keeps, no ".0", an exponent only if it must be."""
    text = f"{number:.15g}"
    if "e" in text and 1e-15 < abs(number) < 1e21:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def iso(text):
    """A day or time that the file writes out (2026-11-26T00:00:00Z), without what it does not say."""
    text = text.removesuffix("Z").replace("T", " ")
    text = re.sub(r"\.0+$", "", text)
    return re.sub(r"(?<=\d) 00:00:00$", "", text)
