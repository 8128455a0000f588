"""Confirming, putting forward, met, not met, withdrawn: each about what was on the screen."""

import datetime

import pytest
from django.utils import timezone

from tests.cast import make_criterion
from valuecriteria import actions
from valuecriteria.models import Confirmation, ValueCriterion

from .reading import errors_of, said, text_of, words_on


def address(criterion, verb):
    return f"/projects/CRM1/value/{criterion.pk}/{verb}/"


@pytest.fixture
def criterion(tom, manager):
    return make_criterion(tom, "I see offers before I call.", by=manager)


def only():
    return ValueCriterion.objects.for_reading().get()


class TestConfirming:
    def test_prefilled_and_noted(self, client, manager, criterion):
        form = client.sign_in(manager).get(address(criterion, "confirm")).context["form"]
        sent = {name: form[name].value() for name in form.fields}
        assert (sent["said_by"], sent["how"], sent["on"]) == ("Tom Bexley", "meeting", timezone.localdate())
        response = client.post(address(criterion, "confirm"), {**sent, "how": "phone", "on": "2026-11-02"})
        assert said(response) == ["Confirmed: “I see offers before I call.”."]
        confirmation = Confirmation.objects.get()
        assert (confirmation.said_by, confirmation.how, confirmation.on, confirmation.noted_by) == (
            "Tom Bexley",
            "phone",
            datetime.date(2026, 11, 2),
            manager,
        )
        assert only().is_waiting

    def test_the_customer_only_says_so(self, client, customer, criterion):
        client.sign_in(customer)
        page = client.get(address(criterion, "confirm"))
        assert words_on(page) == ["I see offers before I call."]
        client.post(address(criterion, "confirm"), {"revision": criterion.current_revision.pk})
        assert (Confirmation.objects.get().how, Confirmation.objects.get().noted_by) == ("login", customer)

    def test_words_that_changed_meanwhile_are_not_confirmed(self, client, customer, manager, criterion):
        seen = criterion.current_revision.pk
        actions.reword(criterion=criterion, statement="I see offers before I walk in.", by=manager)
        response = client.sign_in(customer).post(address(criterion, "confirm"), {"revision": seen})
        assert response.status_code == 409
        assert words_on(response)[0] == "I see offers before I call walk in."
        assert Confirmation.objects.count() == 0
        again = response.context["form"]["revision"].value()
        client.post(address(criterion, "confirm"), {"revision": again})
        assert Confirmation.objects.get().revision == only().current_revision

    def test_twice_is_refused(self, client, customer, criterion):
        client.sign_in(customer).post(address(criterion, "confirm"), {"revision": criterion.current_revision.pk})
        response = client.post(address(criterion, "confirm"), {"revision": criterion.current_revision.pk})
        assert (response.status_code, errors_of(response)["__all__"]) == (422, ["This wording is confirmed already."])
        assert Confirmation.objects.count() == 1

    @pytest.mark.parametrize(
        "changes",
        [
            {"revision": ""},
            {"revision": "x"},
            {"revision": "99999999999999999999"},
            {"revision": "9999999"},
            {"said_by": ""},
            {"said_by": "x" * 1_000_000},
            {"how": "login"},
            {"how": "<script>"},
            {"on": "9999-12-31"},
            {"on": "1066-10-14"},
            {"on": ""},
        ],
    )
    def test_hostile_values_are_form_errors(self, client, manager, criterion, changes):
        sent = {"revision": criterion.current_revision.pk, "said_by": "Tom", "how": "mail", "on": "2026-11-02"}
        response = client.sign_in(manager).post(address(criterion, "confirm"), {**sent, **changes})
        assert (response.status_code, Confirmation.objects.count()) == (422, 0)

    def test_a_wording_of_another_criterion_is_refused(self, client, manager, criterion, team):
        other = make_criterion(team, "Theirs.", by=manager)
        sent = {"revision": other.current_revision.pk, "said_by": "Tom", "how": "mail", "on": "2026-11-02"}
        assert client.sign_in(manager).post(address(criterion, "confirm"), sent).status_code == 422
        assert Confirmation.objects.count() == 0


class TestPuttingForward:
    def test_the_sponsor_is_told_that_it_is_assumed(self, client, manager, criterion):
        client.sign_in(manager)
        assert "The sponsor is told that these words are only assumed." in text_of(
            client.get(address(criterion, "put-forward"))
        )
        response = client.post(address(criterion, "put-forward"), {"revision": criterion.current_revision.pk})
        assert said(response) == ["Put forward to the sponsor: “I see offers before I call.”."]
        assert (only().state, only().is_waiting) == ("assumed", True)

    def test_twice_is_refused(self, client, manager, criterion):
        client.sign_in(manager)
        sent = {"revision": criterion.current_revision.pk}
        assert client.post(address(criterion, "put-forward"), sent).status_code == 302
        response = client.post(address(criterion, "put-forward"), sent)
        assert errors_of(response)["__all__"] == ["This wording is with the sponsor already."]

    def test_words_that_changed_meanwhile(self, client, manager, criterion):
        seen = criterion.current_revision.pk
        actions.reword(criterion=criterion, statement="Others.", by=manager)
        response = client.sign_in(manager).post(address(criterion, "put-forward"), {"revision": seen})
        assert response.status_code == 409
        assert not only().is_waiting


class TestOutcome:
    def sent(self, criterion, **changes):
        return {"version": criterion.version, "outcome": "met", "reason": "", **changes}

    @pytest.mark.parametrize("outcome", ["met", "not_met"])
    def test_and_back_again(self, client, manager, criterion, outcome):
        client.sign_in(manager).post(address(criterion, "outcome"), self.sent(criterion, outcome=outcome))
        assert (only().state, only().outcome_by) == (outcome, manager)
        response = client.post(address(criterion, "outcome"), {"version": only().version})
        assert said(response)[-1] == "Outcome taken back: “I see offers before I call.”."
        assert (only().state, only().outcome_by) == ("assumed", None)

    def test_withdrawn_needs_a_reason_at_its_field(self, client, manager, criterion):
        client.sign_in(manager)
        response = client.post(address(criterion, "outcome"), self.sent(criterion, outcome="withdrawn", reason=" "))
        assert (response.status_code, dict(errors_of(response))) == (422, {"reason": ["Say why it is withdrawn."]})
        client.post(address(criterion, "outcome"), self.sent(criterion, outcome="withdrawn", reason="Said twice"))
        assert (only().state, only().outcome_reason) == ("withdrawn", "Said twice")

    def test_somebody_was_quicker(self, client, manager, criterion):
        sent = self.sent(criterion, outcome="met", reason="The pilot shows it")
        actions.reword(criterion=criterion, statement="Others.", by=manager)
        response = client.sign_in(manager).post(address(criterion, "outcome"), sent)
        assert response.status_code == 409
        assert (only().outcome, words_on(response)) == ("", ["Others."])
        assert "The pilot shows it" in response.content.decode()
        assert client.post(address(criterion, "outcome"), {**sent, "version": only().version}).status_code == 302

    @pytest.mark.parametrize("version", ["", "x", "99999999999999999999"])
    def test_without_a_version(self, client, manager, criterion, version):
        response = client.sign_in(manager).post(address(criterion, "outcome"), self.sent(criterion, version=version))
        assert (response.status_code, only().outcome) == (422, "")

    def test_what_has_an_outcome_is_neither_confirmed_nor_put_forward(self, client, manager, criterion):
        actions.settle(criterion=criterion, outcome="met", by=manager)
        response = client.sign_in(manager).post(
            address(criterion, "put-forward"), {"revision": criterion.current_revision.pk}
        )
        assert errors_of(response)["__all__"] == ["This criterion is met; take that back first."]
