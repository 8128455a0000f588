"""Every page in a real browser, with the demo's data: no fault that axe sees, light and dark, wide and narrow.

Each page is loaded once and looked at twice. The console must stay silent (that is checked for every page of every
browser test), so a violation of the content security policy fails here too.
"""

import pytest
from django.core.management import call_command
from django.urls import reverse

import accounts.urls
import customers.urls
import exchange.urls
import overview.urls as pages
import projects.urls
import pulse.urls
import valuecriteria.urls as criteria
from accounts.models import User
from customers.actions import merge
from customers.models import Party, Representation, RoleAssignment, Stakeholder
from exchange import work
from exchange.models import Upload
from pulse.models import Promise
from registry.undo import batch
from tests.browser.surfing import look_at, sign_in
from tests.cast import make_link, make_round
from valuecriteria.conflicts import conflicts_of
from valuecriteria.models import ValueCriterion

PARTS = 6  # of the manager's many pages, so that no test holds up the others
# What only a sponsor opens.
SPONSORS_ALONE = ("review", "reviews-together", "project-since", "no-own-benefit", "baseline-sign", "conflict-decide")
# What is answered to scripts, or to posts alone.
NO_PAGES = {
    "calendar-feed",
    "customer-known",
    "customer-export",
    "export-file",
    "party-known",
    "known-groups",
    "known-names",
    "known-themes",
    "team-provider",
    "goal-move",
    "import-progress",
    "batch-undo-progress",
    "import-rejected",
    "import-throw-away",
    "not-the-same",
    "not-the-same-reconsider",
    "pulse-row",
    "pulse-open",
    "pulse-close",
    "pulse-reopen",
    "pulse-take-back",
    "promise-do",
    "sponsor-pack-xlsx",
}


@pytest.fixture
def demo(transactional_db, made_once):
    return made_once(load_demo)


def load_demo():
    call_command("load_demo", verbosity=0)
    administrator = User.objects.get(email="admin@example.org")
    criterion = ValueCriterion.objects.filter(stakeholder__party__user__email="customer@example.org").first()
    waiting = ValueCriterion.objects.waiting_for(User.objects.get(email="sponsor@example.org")).first()
    group = Stakeholder.objects.filter(project__key="CRM1", party__kind="group").first()
    with batch(kind="bulk", words="Renamed a group", by=None, project=group.project) as made:
        group.party.name = "Renamed"
        group.party.save()
    round = group.project.rounds.open().first() or make_round(group.project, by=administrator)
    by_link = group.project.stakeholders.filter(party__kind="person", criteria__isnull=False).first()
    twins = [Party.objects.create(name="Mia Okafor", email="mia@example.org", phone="0121 496 0000") for _ in range(3)]
    return {
        "upload": begun(group.project),
        "batch": made,
        "merge": merge(survivor=twins[0], other=twins[2], by=administrator),
        "twins": twins,
        "criterion": criterion,
        "review": waiting,
        "sponsor": Stakeholder.objects.get(project__key="CRM1", party__user__email="sponsor@example.org"),
        "group": group,
        "company": Party.objects.groups().filter(group=None, members__kind="group").first() or group.party,
        "role": RoleAssignment.objects.filter(project__key="CRM1").first(),
        "representation": Representation.objects.filter(stakeholder__project__key="CRM1").first(),
        "deliverable": group.project.deliverables.first(),
        "purpose": group.project.organisational_goals.first(),
        "senior": group.project.stakeholders.having_role(kind="senior_user").first(),
        "user": group.project.stakeholders.having_role(kind="end_user").first(),
        "party": Party.objects.people().first(),
        "member": group.project.team.first(),
        "promise": Promise.objects.filter(stakeholder__project=group.project, done_on=None).first(),
        "token": make_link(round, by_link, by=administrator).split("/")[2],
        "done": Promise.objects.untold().filter(stakeholder__project=group.project).first(),
    }


def begun(project):
    """A register on its way in that has rows of every kind: new, changed, asked about, skipped and rejected."""
    known = project.stakeholders.filter(party__kind="person").first().party
    cells = (
        "Stakeholder register\n\nName\tRole\tE-mail\tInfluence\tExpectations\n"
        f"{known.name}\tEnd user\t\tHigh\tOne screen instead of three\n"
        "Rosa Lindqvist\tCustomer\trosa@example.org\tvery so-so\tFewer clicks per order\n"
        "Ana Bell, Ben Holt and Cleo Marsh\tCustomer\t\tLow\t\n"
        "Hugo Brandt\tCustomer\tno address\tLow\t\n\nTotal\t\t\t\t\n"
    )
    by = User.objects.get(email="manager@example.org")
    upload = Upload.objects.create(project=project, by=by, content=cells.encode())
    work.start(upload)
    return upload


def addresses(demo):
    """An address for every named page of ours; a new page is looked at without being listed here."""
    values = {"key": "CRM1", "number": 1, "verb": "hold"}
    found = {}
    ours = (accounts.urls, projects.urls, customers.urls, criteria, exchange.urls, pulse.urls, pages)
    for pattern in [pattern for each in ours for pattern in each.urlpatterns]:
        if pattern.name in NO_PAGES:
            continue
        about = "review" if pattern.name == "review" else "party" if "party" in pattern.name else "criterion"
        if pattern.name in ("batch-undo", "merge-undo"):
            about = pattern.name.removesuffix("-undo")
        if "team/<id:pk>" in str(pattern.pattern):
            about = "member"
        if pattern.name in ("role-edit", "role-take-back", "party-move", "party-projects", "party-history"):
            about = "role" if "role" in pattern.name else "company"
        if pattern.name in ("representative-edit", "representative-take-back"):
            about = "representation"
        if "import/<id:pk>" in str(pattern.pattern):
            about = "upload"
        if "customers/<id:pk>" in str(pattern.pattern):
            about = "group"
        others = {"customer-speaks-for": "senior", "customer-spoken-for": "user", "no-own-benefit": "sponsor"}
        about = others.get(pattern.name, about)
        if "promises/<id:pk>" in str(pattern.pattern):
            about = "done" if pattern.name == "promise-tell" else "promise"
        if "pulse/customers/<id:pk>" in str(pattern.pattern) or pattern.name == "pulse-answer":
            about = "group"
        if "deliverables/<id:pk>" in str(pattern.pattern):
            about = "deliverable"
        if pattern.name == "organisational-goal":
            about = "purpose"
        given = {**values, "token": demo["token"], "pk": demo[about].pk, "goal": demo["group"].project.goals.first().pk}
        found[pattern.name] = reverse(pattern.name, kwargs={name: given[name] for name in pattern.pattern.converters})
    one, other = demo["twins"][:2]
    found["two side by side"] = f"{reverse('party-merge', args=[one.pk])}?with={other.pk}"
    return found


def test_my_work_of_everybody(new_page, demo):
    for who in ("manager", "sponsor", "customer", "outsider", "pmo", "admin"):
        page = new_page(User.objects.get(email=f"{who}@example.org"))
        look_at(page, ["/"])


@pytest.mark.parametrize("part", range(PARTS))
def test_the_pages_of_a_manager(new_page, demo, part):
    page = new_page(User.objects.get(email="manager@example.org"))
    found = addresses(demo)
    for name in SPONSORS_ALONE:
        del found[name]
    look_at(page, list(found.values())[part::PARTS])


def test_the_pages_of_a_sponsor_and_the_doors(new_page, demo):
    page = new_page()
    look_at(page, ["/account/login/", "/account/password/reset/"])
    sign_in(page, User.objects.get(email="sponsor@example.org"))
    found = addresses(demo)
    found["conflict-decide"] += f"?pair={conflicts_of(demo['group'].project)[0].name}"
    names = ("reviews", *SPONSORS_ALONE, "project", "value", "alignment", "customer-value")
    look_at(page, [found[name] for name in names])
    look_at(page, [f"/account/{rest}" for rest in ("password/change/", "2fa/", "2fa/totp/activate/", "email/")])
