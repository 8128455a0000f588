"""A sponsor says what they value themselves, or that they want nothing for themselves; and takes that back."""

import pytest

from customers.models import Stakeholder
from tests.cast import make_criterion
from valuecriteria.models import ValueCriterion

from .reading import errors_of, said, text_of


@pytest.fixture
def dana(project, sponsor):
    return project.stakeholders.get(party__user=sponsor)


@pytest.fixture
def url(dana):
    return f"/projects/CRM1/customers/{dana.pk}/no-own-benefit/"


def test_said_in_one_place_and_taken_back_in_the_same(client, sponsor, dana, url):
    own = f"/projects/CRM1/customers/{dana.pk}/value/"
    page = client.sign_in(sponsor).get(own)
    assert f'href="{own}new/"' in page.content.decode()
    assert f'href="{url}"' in page.content.decode()
    assert "you have not said what you value yourself" in text_of(client.get("/"))

    response = client.post(url, {"version": dana.version})
    assert said(response) == ["Noted: no benefit of your own. Take it back"]
    assert response["Location"] == own
    assert Stakeholder.objects.get(pk=dana.pk).no_own_benefit
    assert "You have no benefit of your own" in text_of(client.get(own))
    assert "what you value yourself" not in text_of(client.get("/"))
    assert Stakeholder.history.filter(id=dana.pk).latest().changes == [
        {"field": "no_own_benefit", "label": "no own benefit", "old": "no", "new": "yes"}
    ]

    assert "You have said that you have no benefit" in text_of(client.get(url))
    client.post(url, {"version": dana.version + 1})
    assert not Stakeholder.objects.get(pk=dana.pk).no_own_benefit
    assert "you have not said what you value yourself" in text_of(client.get("/"))


def test_a_sponsor_states_a_criterion_of_their_own(client, sponsor, dana):
    typed = {"statement": "A forecast I can trust.", "kind": "deliverable", "importance": "3"}
    client.sign_in(sponsor).post(f"/projects/CRM1/customers/{dana.pk}/value/new/", typed)
    criterion = ValueCriterion.objects.get()
    assert (criterion.stakeholder, criterion.state) == (dana, "confirmed")
    assert "what you value yourself" not in text_of(client.get("/"))


def test_what_was_written_down_stays(client, sponsor, manager, dana, url):
    make_criterion(dana, by=manager)
    assert "The 1 criterion that you have written down stays as it is." in text_of(client.sign_in(sponsor).get(url))
    client.post(url, {"version": dana.version})
    assert ValueCriterion.objects.live().count() == 1


def test_a_newer_save_is_told_and_nothing_is_turned_round(client, sponsor, dana, url):
    opened = dana.version
    dana.no_own_benefit = True
    dana.save()
    response = client.sign_in(sponsor).post(url, {"version": opened})
    assert response.status_code == 409
    assert Stakeholder.objects.get(pk=dana.pk).no_own_benefit
    assert "You have said that you have no benefit" in text_of(response)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_nonsense_is_a_form_error(client, sponsor, dana, url, version):
    response = client.sign_in(sponsor).post(url, {"version": version})
    assert (response.status_code, bool(errors_of(response))) == (422, True)
    assert not Stakeholder.objects.get(pk=dana.pk).no_own_benefit


def test_the_sponsor_themselves_and_nobody_else(
    client, sponsor, dana, url, tom, manager, admin, pmo, customer, outsider, closed
):
    for user, status in ((manager, 403), (admin, 403), (pmo, 403), (customer, 403), (outsider, 404)):
        client.sign_in(user)
        assert (client.get(url).status_code, client.post(url, {"version": dana.version}).status_code) == (
            status,
            status,
        )
    own = f"/projects/CRM1/customers/{tom.pk}/no-own-benefit/"
    assert client.sign_in(customer).post(own, {"version": tom.version}).status_code == 403
    assert client.sign_in(sponsor).get("/projects/CRM1/customers/999999/no-own-benefit/").status_code == 404
    closed()
    assert client.post(url, {"version": dana.version}).status_code == 403
    assert not Stakeholder.objects.filter(no_own_benefit=True).exists()
