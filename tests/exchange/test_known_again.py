"""Somebody whom the register knows already, in a file that says nothing new of them."""

from django.utils import timezone

from tests.cast import make_customer

from .whole import counted, study


def test_whose_roles_have_ended_is_not_given_one_again(project, manager):
    """A row without a role makes a customer of somebody new alone."""
    ann = make_customer(project, "Ann Berg", by=manager)
    ann.assignments.update(from_on=timezone.localdate(), to_on=timezone.localdate())
    studied = study(b"Name,Role\nAnn Berg,\nNew Person,\n", project, manager, name="x.csv")
    assert [(item.bucket, item.changes) for item in studied.plan.items] == [("unchanged", []), ("new", [])]
    assert counted(studied) == {"unchanged": 1, "new": 1}
