"""Every page in a real browser, with the demo's data: no fault that axe sees, light and dark, wide and narrow.

Each page is loaded once and looked at four times. The console must stay silent (that is checked for every page of every
browser test), so a violation of the content security policy fails here too.
"""

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from accounts.models import User
from customers.models import Party, Stakeholder
from tests.browser.person import Person
from tests.browser.surfing import DESKTOP, PHONE, axe, sign_in
from valuecriteria.models import ValueCriterion

# Pages that cannot be opened by an address alone, or are no pages of ours; the rest of the site is walked.
NOT_WALKED = {
    "admin", "account", "healthz", "customer-known", "known-groups",
}  # fmt: skip


@pytest.fixture
def demo(transactional_db):
    call_command("load_demo", verbosity=0)
    criterion = ValueCriterion.objects.filter(stakeholder__party__user__email="customer@example.org").first()
    waiting = ValueCriterion.objects.waiting_for(User.objects.get(email="sponsor@example.org")).first()
    group = Stakeholder.objects.filter(project__key="CRM1", party__kind="group").first()
    return {"criterion": criterion, "waiting": waiting, "group": group, "party": Party.objects.people().first()}


def looked_at(page, address):
    """One page, four looks."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    assert answer.status == 200, f"{address} answers {answer.status}"
    assert page.locator("h1").count() == 1, f"{address} has {page.locator('h1').count()} headings of the first level"
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, only="color-contrast")
    page.set_viewport_size(PHONE)
    Person(page).no_sideways_scroll()
    axe(page)
    page.emulate_media(color_scheme="light")
    axe(page, only="color-contrast")


def addresses(demo):
    """An address for every named page of ours that a GET can open, by name; a new one is asked for here."""
    keys = {"key": "CRM1", "number": 1, "verb": "hold"}
    rows = {
        "customer": demo["group"].pk,
        "party": demo["party"].pk,
        "review": demo["waiting"].pk,
        "criterion": demo["criterion"].pk,
    }
    from django.urls import reverse

    found = {}
    for pattern in get_resolver().url_patterns:
        for each in getattr(pattern, "url_patterns", []):
            name = each.name
            if not name or name.split("_")[0] in NOT_WALKED or name in NOT_WALKED or "admin" in str(pattern.pattern):
                continue
            if str(pattern.pattern).startswith("account/"):
                continue
            wanted = each.pattern.converters
            values = {name_: keys.get(name_) for name_ in wanted}
            if "pk" in wanted:
                part = next(part for part in ("customer", "party", "review", "criterion") if name.startswith(part))
                values["pk"] = rows["criterion" if part == "criterion" and name != "criterion-new" else part]
                if name in ("criterion-new", "customer-value"):
                    values["pk"] = rows["customer"]
            found[name] = reverse(name, kwargs=values)
    return found


@pytest.mark.parametrize("who", ["manager", "sponsor", "customer", "outsider", "pmo"])
def test_my_work_of_everybody(new_page, demo, who):
    page = new_page(User.objects.get(email=f"{who}@example.org"))
    looked_at(page, "/")


def test_the_pages_of_a_manager(new_page, demo):
    page = new_page(User.objects.get(email="manager@example.org"))
    for name, address in addresses(demo).items():
        if name in ("review", "goal-move"):
            continue  # a sponsor's page; an address that only takes posts
        looked_at(page, address)


def test_the_pages_of_a_sponsor(new_page, demo):
    page = new_page(User.objects.get(email="sponsor@example.org"))
    for name in ("reviews", "review", "project", "value", "alignment", "customer-value"):
        looked_at(page, addresses(demo)[name])


def test_the_doors(new_page, demo):
    page = new_page()
    for address in ("/account/login/", "/account/password/reset/"):
        looked_at(page, address)
    sign_in(page, User.objects.get(email="admin@example.org"))
    for address in ("/account/password/change/", "/account/2fa/", "/account/2fa/totp/activate/", "/account/email/"):
        looked_at(page, address)
