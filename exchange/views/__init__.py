"""Registers in, page by page; and out."""

from .bringing import bring, columns, progress, rejected, rows, throw_away
from .going_out import export_file, export_page

__all__ = ["bring", "columns", "export_file", "export_page", "progress", "rejected", "rows", "throw_away"]
