"""How the register looks numbers up: the same on both engines, whatever number somebody wrote into a form."""

from django.db import models
from django.db.models.lookups import In

SMALLEST, LARGEST = -(2**63), 2**63 - 1


@models.IntegerField.register_lookup
class BoundedIn(In):
    """`pk__in` finds nothing for numbers that no column holds, as `pk=` does; SQLite would raise OverflowError.

    Check boxes over rows (ModelMultipleChoiceField) look up what was posted this way.
    """

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            self.rhs = [each for each in self.rhs if not isinstance(each, int) or SMALLEST <= each <= LARGEST]
        return super().process_rhs(compiler, connection)
