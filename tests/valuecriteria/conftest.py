import pytest

from tests.cast import make_customer
from tests.stage import scene


@scene
def tom(project, customer):
    """Tom Bexley's part in CRM1: the customer with a login."""
    return project.stakeholders.get(party__user=customer)


@scene
def team(project, manager):
    """A group among the customers of CRM1."""
    return make_customer(project, "Sales team", kind="group", by=manager)


@pytest.fixture
def closed(project):
    def close():
        project.stage = "closed"
        project.save()

    return close
