"""Registers as people have them, all the way in and out again: written, brought a second time, taken back."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.fields import Field
from exchange.importing import commit
from exchange.table import Book
from registry.search import fold
from registry.undo import undo
from valuecriteria.models import ValueCriterion

from .anywhere import REGISTERS, moved
from .registers import SEEN
from .whole import counted, delimited, dumped, study, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(project, manager):
    """Bring a file in, a second time, and take it back: what the first time was about to do."""

    def there_and_back(content, file_name="register.xlsx"):
        before, answers = dumped(), {}
        first = study(content, project, manager, file_name)
        if first.plan.counts["needs_you"]:
            asks = [ask for item in first.plan.items for ask in item.asks]
            answers = {"meanings": {(Field(field), fold(value)): "" for field, _, value in asks}}
            first = study(content, project, manager, file_name, **answers)
        assert counted(first).keys() <= {"new", "skipped"}
        assert len(first.plan.items) == len(first.rows) == sum(first.plan.counts.values())
        batch = commit(first, by=manager)
        names = set(project.stakeholders.values_list("party__name", flat=True))
        assert ValueCriterion.objects.filter(stakeholder__project=project).count() == first.plan.criteria
        again = study(content, project, manager, file_name, **answers)
        assert counted(again) == {
            ("unchanged" if bucket == "new" else bucket): number for bucket, number in counted(first).items()
        }
        assert again.plan.criteria == 0
        undo(batch, by=manager)
        assert dumped() == before
        return names, answers

    return there_and_back


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_is_written_once_and_taken_back_exactly(name, customer, bring):
    register = REGISTERS[name]
    names, answers = bring(workbook(register.book))
    assert set(register.names) <= names
    assert not answers or name not in SEEN


FORMS = [
    ("utf-8", ",", "\r\n"),
    ("utf-8-sig", ";", "\r\n"),
    ("utf-16", "\t", "\n"),
    ("cp1252", ";", "\r\n"),
    ("cp1252", ",", "\n"),
    None,  # a workbook
]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(moved(), st.sampled_from(FORMS))
def test_it_is_so_wherever_it_stands_and_however_it_is_written(customer, bring, moved, form):
    with transaction.atomic():
        if form is None or not moved.is_flat or cannot_be(moved.sheet, form[0]):
            names, _ = bring(workbook(Book([moved.sheet])))
        else:
            encoding, delimiter, end = form
            names, _ = bring(delimited(moved.sheet, encoding=encoding, delimiter=delimiter, end=end), "register.csv")
        assert set(moved.register.names) <= names
        transaction.set_rollback(True)


def cannot_be(sheet, encoding):
    try:
        delimited(sheet, encoding=encoding)
    except UnicodeEncodeError:
        return True
    return False
