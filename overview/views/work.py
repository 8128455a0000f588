"""My work: what needs the reader, whoever they are; one person may be several."""

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from accounts.models import User
from customers.models import Stakeholder
from customers.queries import customer_count
from projects.frame import annotated
from projects.models import Project, Status
from projects.permissions import SOMEBODY, Reader, Site, may, sees_all
from registry.prepared import READER, ROWS, ask
from registry.templatetags.register import plural
from registry.timeline import line_of, ready_timeline
from valuecriteria.looks import since, with_looks
from valuecriteria.models import Confirmation, Review, Revision, State, ValueCriterion

from ..context_processors import ways
from ..due import said_of, with_asked
from ..facts import facts_and_promises
from ..gaps import checks_of
from ..needs import needs_of
from ..news import news_since
from ..work import mine_of, work_of

MOST_PROJECTS, MOST_ITEMS, MOST_ROWS = 40, 8, 10
MOST_COMPARED = 20  # projects that are only read: of these it is worked out which lack most
WORST_FIRST = Case(When(status=Status.RED, then=Value(0)), When(status=Status.AMBER, then=Value(1)), default=Value(2))


@require_safe
def my_work(request):
    """A section for each thing the reader is, drawn if there is something in it; a bounded number of statements."""
    user = request.user
    reads_all = sees_all(user)
    projects = ask(open_projects, reads_all, reader=user.pk)
    readable = [
        project
        for place, project in enumerate(projects[:MOST_PROJECTS])
        if project.is_managed or project.is_sponsored or (reads_all and place < MOST_COMPARED)
    ]
    facts, elsewhere = facts_and_promises(readable, owner=user)
    managed = [known for known in facts.values() if known.project.is_managed]
    mine = [*promised_by(user, facts), *elsewhere]
    needs = needs_for(user, [known for known in facts.values() if known.project.is_sponsored])
    reviews = sorted((c for need in needs for c in need.reviews), key=lambda c: (c.waiting_since, c.pk))
    summaries = [summary_of(project, facts.get(project.pk)) for project in projects[:MOST_PROJECTS]]
    if reads_all:
        summaries = sorted(summaries[: len(readable)], key=lambda summary: -summary["missing"])
    own = own_criteria(user) if any(project.has_part for project in projects) else []
    context = {
        "section": "work",
        "today": timezone.localdate(),
        "manages": bool(managed),
        "owes": bool(mine),
        "blocks": work_of(managed, MOST_ITEMS, mine_of(mine, timezone.localdate(), facts)),
        "needs": needs,
        "reviews": reviews,
        "own": own[:MOST_ROWS],
        "to_answer": to_answer(projects),
        "to_confirm": sum(criterion.state == State.ASSUMED for criterion in own),
        "projects": summaries[:MOST_ROWS],
        "had_a_part": not projects and Project.objects.known_to(user).exists(),
        "beside": [summary for summary in summaries if not is_told(summary["project"])][:MOST_ROWS],
        "is_more": len(projects) > MOST_ROWS,
        "compared": len(readable) if len(projects) > len(readable) else 0,
        "reads_all": reads_all,
        "latest": latest_from_others(user, [known.project.pk for known in managed]),
        "order": order_of_the_house() if user.is_administrator else None,
        "may_create": may(user, Site.CREATE_PROJECT),
    }
    if len(projects) <= MOST_PROJECTS:  # all their projects are here, so the bar need not ask again
        context["nav"] = ways(user, len(reviews) if needs else None)
    context["heading"] = f"{date_format(context['today'], 'l')}: {finding(context)}"
    return render(request, "overview/work.html", context)


def open_projects(reads_all):
    """Those the reader may know of, and one more than are shown: their own first, then the worst status first."""
    reader, order = Reader(reads_all), ("-is_managed", "-is_sponsored", "-has_part", WORST_FIRST, "name_key", "pk")
    first = Project.objects.visible_to(reader).open().order_by(*order).values("pk")[: MOST_PROJECTS + 1]
    # What else is shown is asked of these alone: beside the order it would be worked out for every project.
    known = Project.objects.with_standings(reader).filter(pk__in=first).annotate(customer_count=customer_count())
    known = with_asked(with_looks(annotated(known, "open_round", "last_round_on"), reader), reader)
    return known.order_by(*order)


def summary_of(project, facts):
    """A project in a list: with its readiness for those who may read what its customers value."""
    checks = checks_of(facts) if facts else []
    return {
        "project": project,
        "holding": sum(check.holds for check in checks),
        "checks": len(checks),
        "missing": sum(len(check.gaps) for check in checks),
    }


def is_told(project):
    """Whether a project stands with its sentence among those that the reader sponsors, and so not beside them again."""
    return project.is_sponsored and not project.is_managed


def promised_by(user, facts_by_project):
    """What the reader undertook in projects that they may read and that others manage; of their own all is listed."""
    others = [known for known in facts_by_project.values() if not known.project.is_managed]
    promises = [promise for known in others for promise in known.promises]
    return [promise for promise in promises if promise.owner_id == user.pk and promise.done_on is None]


def needs_for(user, facts_by_project):
    """What the projects that the reader sponsors need of them, the one that needs them most first."""
    news = news_since({facts.project.pk: since(facts.project) for facts in facts_by_project}, user)
    undecided = {facts.project.pk: len(facts.undecided) for facts in facts_by_project}
    return needs_of(user, facts_by_project, news, undecided)


def own_criteria(user):
    """What the reader values themselves, on open projects; what they have not confirmed yet comes first."""
    return sorted(ask(spoken_criteria, reader=user.pk), key=lambda criterion: criterion.state != State.ASSUMED)


def spoken_criteria():
    found = ValueCriterion.objects.filter(
        stakeholder__in=Stakeholder.objects.spoken_by(SOMEBODY), stakeholder__project__in=Project.objects.open()
    )
    found = found.live().with_facts().select_related("stakeholder__project", "stakeholder__party", "current_revision")
    return found.order_by("stakeholder__project__key", "stakeholder", "number")


def to_answer(projects):
    """[project] of those whose open round waits for an answer that the reader gives, by key."""
    return sorted((each for each in projects if each.open_round and each.asks), key=lambda project: project.key)


def latest_from_others(user, projects):
    """The last things other people did to the value of the projects that the reader manages."""
    page = ready_timeline(others_histories, size=5, rows=projects, reader=user.pk) if projects else []
    return [line_of(change) for change in page]


def others_histories():
    models = (Review, Confirmation, Revision, Stakeholder)
    return [model.history.filter(in_project__in=ROWS).exclude(history_user=READER) for model in models]


def order_of_the_house():
    """What an administrator would want to put right: projects nobody manages, logins never used. One statement."""
    rows = sorted(ask(out_of_order))
    return {
        "unmanaged": [Project(key=key, name=name) for what, name, key in rows if what == "project"],
        "strangers": [User(email=email, name=name) for what, name, email in rows if what == "user"],
    }


def out_of_order():
    managers = Project.managers.through.objects.filter(project=OuterRef("pk"))
    unmanaged = Project.objects.open().filter(~Exists(managers)).order_by("name_key", "pk")
    strangers = User.objects.filter(is_active=True, last_login=None).order_by("name", "pk")
    projects = Project.objects.filter(pk__in=unmanaged.values("pk")[:MOST_ROWS]).order_by()
    people = User.objects.filter(pk__in=strangers.values("pk")[:MOST_ROWS]).order_by()
    both = projects.annotate(what=Value("project"), mark=F("key")).values_list("what", "name", "mark")
    return both.union(people.annotate(what=Value("user"), mark=F("email")).values_list("what", "name", "mark"))


def finding(context):
    """The heading's half sentence: what is most pressing for this reader."""
    late, soon = sum(block.late for block in context["blocks"]), sum(block.soon for block in context["blocks"])
    if context["manages"]:
        return f"{things(late)} late, {soon} {'is' if soon == 1 else 'are'} for this week"
    if context["reviews"]:
        number = len(context["reviews"])
        return "one review waits for you" if number == 1 else f"{number} reviews wait for you"
    if context["owes"] and late:
        return said_of(late)
    if number := sum(need.is_pressing for need in context["needs"]):
        return "one project needs you" if number == 1 else f"{number} projects need you"
    if context["to_answer"]:
        return f"{context['to_answer'][0].key} asks how it does for you"
    if context["to_confirm"]:
        number = context["to_confirm"]
        return f"{'one wording waits' if number == 1 else f'{number} wordings wait'} for your yes"
    if context["reads_all"] and context["projects"]:
        missing = sum(summary["missing"] for summary in context["projects"])
        return f"{plural(missing, 'thing')} missing in {plural(len(context['projects']), 'project')}"
    return "nothing waits for you"


def things(number):
    return {0: "nothing is", 1: "one thing is"}.get(number, f"{number} things are")
