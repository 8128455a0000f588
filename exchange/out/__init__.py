"""Registers out: a project's whole register as one workbook, and the same in the vocabularies of four methods.

Every table is an allow-list of columns. What judges people is in columns, or in files, of its own, and these are there
only for readers who may see it.
"""

from .files import FILES, files_for

__all__ = ["FILES", "files_for"]
