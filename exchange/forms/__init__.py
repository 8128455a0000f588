"""What a reader says of a register on its way in."""

from .bring import BringForm
from .columns import ColumnsForm
from .rows import RowsForm

__all__ = ["BringForm", "ColumnsForm", "RowsForm"]
