"""Registers as people have them, all the way in and out again: written, brought a second time, taken back."""

import pytest

from registry.undo import undo
from valuecriteria.models import ValueCriterion

from .registers import SEEN
from .whole import bring_in, counted, dumped, study, workbook

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("letter", SEEN)
def test_a_register_is_written_once_and_taken_back_exactly(letter, project, customer, manager):
    register = SEEN[letter]
    content = workbook(register.book)
    before = dumped()
    first = study(content, project, manager)
    assert counted(first).keys() <= {"new", "skipped"}
    assert len(first.plan.items) == len(first.rows) == sum(first.plan.counts.values())
    batch = bring_in(content, project, manager)
    names = project.stakeholders.order_by("pk").values_list("party__name", flat=True)
    assert set(register.names) <= set(names)
    assert ValueCriterion.objects.filter(stakeholder__project=project).count() == first.plan.criteria

    again = study(content, project, manager)
    assert counted(again) == {
        ("unchanged" if bucket == "new" else bucket): number for bucket, number in counted(first).items()
    }
    assert again.plan.criteria == 0
    undo(batch, by=manager)
    assert dumped() == before
