"""The whole of a book understood: its sheet, its header, its columns."""

from .columns import columns_of
from .headers import choose
from .levels import read_header
from .shapes import Understanding


def understand(book, *, sheet=None, header_row=None, fields=None):
    """Guesses where the table stands and what its columns are; what is given was corrected by somebody and holds.

    `sheet` is an index, `header_row` counts from 1, `fields` are {column's index: Field or None}. Raises Unreadable
    when there is no table at all.
    """
    sheet, place = choose(book, sheet, header_row)
    chosen = book.sheets[sheet]
    headed = read_header(chosen, place)
    columns = columns_of(headed, chosen.rows[headed.first :], fields)
    return Understanding(sheet, headed.row + 1, headed.first + 1, columns)
