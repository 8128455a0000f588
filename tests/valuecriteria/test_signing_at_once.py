"""Sponsors who sign at the same moment, and words that change while one signs."""

import pytest

from customers import actions as customers
from customers.models import Role
from tests.cast import make_criterion, make_customer, make_user
from tests.valuecriteria.signed import agreed, fresh
from tests.valuecriteria.test_together import at_once
from valuecriteria import actions as value
from valuecriteria.models import Baseline, Revision
from valuecriteria.signing import SnapshotChanged, sign
from valuecriteria.snapshots import snapshot_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def criterion(tom, manager, sponsor):
    return agreed(tom, "First words.", by=manager, sponsor=sponsor)


def test_two_sponsors_get_two_numbers_and_one_who_clicks_twice_is_told(criterion, project, manager, sponsor):
    second = make_customer(project, "Sam Second", "Sponsor", by=manager, user=make_user("Sam Second")).party.user
    seen = snapshot_of(project)

    def signs(user):
        return lambda: sign(project=project, seen=seen, comment="", by=user)

    results = at_once(*[signs(user) for user in (sponsor, second, sponsor, second)])
    numbers = sorted(Baseline.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert 2 <= len(numbers) <= 4  # whoever signs what they signed last is told so; in between stood the other's
    assert sum(isinstance(result, Baseline) for result in results) == len(numbers)
    assert all(baseline.snapshot == seen for baseline in Baseline.objects.all())


@pytest.mark.parametrize("_", range(3))
def test_no_baseline_of_words_that_were_not_current(_, criterion, project, manager, sponsor):
    seen, opened = snapshot_of(project), fresh(criterion)
    reworded, result = at_once(
        lambda: value.reword(criterion=opened, statement="Second words.", by=manager),
        lambda: sign(project=project, seen=seen, comment="", by=sponsor),
    )
    assert reworded is True
    if isinstance(result, Baseline):
        # The signature came first: what it keeps was current when it was written.
        assert Baseline.objects.get().created_at <= Revision.objects.get(number=2).created_at
        assert Baseline.objects.get().snapshot == seen
    else:
        assert str(result).startswith("Nothing is agreed") or isinstance(result, SnapshotChanged)
        assert not Baseline.objects.exists()


@pytest.mark.parametrize("_", range(2))
def test_whoever_writes_meanwhile_waits_and_nobody_for_each_other(_, criterion, project, tom, manager, sponsor):
    """A deadlock would be an error here: the database ends one of those who wait in a ring."""
    seen, role = snapshot_of(project), Role.objects.get(name="Customer")
    results = at_once(
        lambda: sign(project=project, seen=seen, comment="", by=sponsor),
        lambda: make_criterion(tom, "One more.", by=manager),
        lambda: customers.give_role(stakeholder=tom, role=role, by=manager),
    )
    assert None not in results
    assert [baseline.snapshot for baseline in Baseline.objects.all()] in ([], [seen])
