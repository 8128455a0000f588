"""Registers in, page by page."""

from .bringing import bring, columns, progress, rejected, rows, throw_away

__all__ = ["bring", "columns", "progress", "rejected", "rows", "throw_away"]
