"""Many small forms on one page, under one button: saved together or not at all.

A line is a form with `touched` (whether somebody changed it), `save(by=)` (raises Stale after telling what stands now,
or ValidationError), `title` (what it is about) and `anchor(name)` (the id of the input of one of its fields).
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from .models import Refused, Stale


class Board:
    """The lines of one page. Untouched ones are left alone, whatever others did to them meanwhile."""

    def __init__(self, cells):
        self.cells = list(cells)
        self.stale = False

    def __iter__(self):
        return iter(self.cells)

    @property
    def bound(self):
        return [cell for cell in self.cells if cell.is_bound]

    def saved(self, *, by):
        """Save all touched lines in one transaction; False, and nothing written, if one has errors or moved on."""
        valid = [cell.is_valid() for cell in self.bound]
        if not all(valid):
            return False
        try:
            with transaction.atomic():
                for cell in self.bound:
                    if cell.touched:
                        self.save_cell(cell, by)
                if self.stale:
                    raise Stale(None)
        except (Stale, Refused, ValidationError):
            return False
        return True

    def save_cell(self, cell, by):
        try:
            cell.save(by=by)
        except Stale:
            self.stale = True
        except ValidationError as error:
            cell.add_error(None, error)
            raise
        except Refused as refusal:
            cell.add_error(None, str(refusal))
            raise

    @property
    def status(self):
        if self.stale:
            return 409
        return 422 if any(cell.errors for cell in self.bound) else 200

    @property
    def changed(self):
        """How many lines were touched."""
        return sum(cell.touched for cell in self.bound)

    @property
    def errors(self):
        """[(id of the input, what it is about, what is wrong)]: what the page's error summary lists."""
        return [
            (cell.anchor(name), cell, message)
            for cell in self.bound
            for name, messages in cell.errors.items()
            for message in messages
        ]
