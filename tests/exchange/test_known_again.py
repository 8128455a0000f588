"""Somebody whom the register knows already, in a file that says nothing new of them."""

from django.utils import timezone

from customers.models import Party
from tests.cast import make_customer

from .whole import counted, study


def test_whose_roles_have_ended_is_not_given_one_again(project, manager):
    """A row without a role makes a customer of somebody new alone."""
    ann = make_customer(project, "Ann Berg", by=manager)
    ann.assignments.update(from_on=timezone.localdate(), to_on=timezone.localdate())
    studied = study(b"Name,Role\nAnn Berg,\nNew Person,\n", project, manager, name="x.csv")
    assert [(item.bucket, item.changes) for item in studied.plan.items] == [
        ("unchanged", []),
        ("new", [("Role", "", "Customer")]),
    ]
    assert counted(studied) == {"unchanged": 1, "new": 1}


def test_who_shares_a_mailbox_and_a_number_with_others_is_known_by_name(project, manager):
    shared = {"email": "office@example.org", "phone": "+49 30 1234 0"}
    for name in ("Ute Zwei", "Ulf Zwei"):
        Party.objects.create(name=name, **shared)
        make_customer(project, name, by=manager)
    text = "Name,E-mail,Phone\nUte Zwei,office@example.org,\nUlf Zwei,,+49 30 1234 0\nU. Zwei,office@example.org,\n"
    studied = study(text.encode(), project, manager, name="x.csv")
    assert [item.bucket for item in studied.plan.items] == ["unchanged", "unchanged", "needs_you"]
