"""Registers as people have them, all the way in and out again: written, brought a second time, taken back."""

import pytest

from exchange.fields import Field
from exchange.importing import commit
from registry.search import fold
from registry.undo import undo
from valuecriteria.models import ValueCriterion

from .more_registers import MORE
from .registers import SEEN
from .unseen_registers import UNSEEN
from .whole import counted, dumped, study, workbook

pytestmark = pytest.mark.django_db

REGISTERS = {**SEEN, **MORE, **UNSEEN}


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_is_written_once_and_taken_back_exactly(name, project, customer, manager):
    register = REGISTERS[name]
    content = workbook(register.book)
    before, answers = dumped(), {}
    first = study(content, project, manager)
    if first.plan.counts["needs_you"]:
        assert name not in SEEN
        answers = {
            "meanings": {(Field(field), fold(value)): "" for item in first.plan.items for field, _, value in item.asks}
        }
        first = study(content, project, manager, **answers)
    assert counted(first).keys() <= {"new", "skipped"}
    assert len(first.plan.items) == len(first.rows) == sum(first.plan.counts.values())
    batch = commit(first, by=manager)
    names = project.stakeholders.order_by("pk").values_list("party__name", flat=True)
    assert set(register.names) <= set(names)
    assert ValueCriterion.objects.filter(stakeholder__project=project).count() == first.plan.criteria

    again = study(content, project, manager, **answers)
    assert counted(again) == {
        ("unchanged" if bucket == "new" else bucket): number for bucket, number in counted(first).items()
    }
    assert again.plan.criteria == 0
    undo(batch, by=manager)
    assert dumped() == before
