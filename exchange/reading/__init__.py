"""From bytes or pasted cells to rows of texts (exchange.table). Pure: nothing is kept, nothing is written.

What a file is, its bytes decide, never its name. Whatever they are, there is a Book, or an Unreadable whose sentence
says what to do instead; within seconds, and within the bounds of exchange.limits.

    kinds       what the bytes are, and what to do when they are no register
    container   the archive that an .xlsx is: looked at before anything in it is opened
    markup      its XML, read as it comes, bounded
    workbook    sheets, shared texts and looks of numbers: put together to a Book
    worksheet   one sheet's cells
    looks       what a number says: a day, a percentage, ...
    delimited   text with commas, semicolons, tabs or bars
    pasted      cells from a spreadsheet, a document or a text
    cells       what all of them share: clean texts, and rows within the limits
"""

from pathlib import PurePosixPath

from exchange.limits import MOST_BYTES
from exchange.reading.delimited import decode, read_delimited
from exchange.reading.kinds import is_archive, refuse_others, refuse_others_in_text
from exchange.reading.pasted import read_pasted
from exchange.reading.workbook import read_workbook
from exchange.table import Book, Unreadable

__all__ = ["read", "read_pasted"]


def read(data: bytes, name: str) -> Book:
    """The sheets of an .xlsx or .xlsm file, or of a text with separators (CSV). Its name only names a text's sheet.

    Raises Unreadable for anything else, for what is damaged, and for what is larger than exchange.limits.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"The file is larger than {MOST_BYTES // 1024**2} MB. Keep only the sheet with the people and groups, "
            "without pictures, and choose it again."
        )
    if is_archive(data):
        return read_workbook(data)
    refuse_others(data)
    text = decode(data)
    refuse_others_in_text(text)
    return read_delimited(text, PurePosixPath(name.replace("\\", "/")).stem)
