"""How a project does for its customers, as they say it: the tab "Pulse"."""

from django.contrib import messages
from django.db.models import BooleanField, Case, F, Value, When
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.models import Stakeholder
from projects.frame import open_project
from projects.models import Status
from projects.permissions import Permission
from pulse import actions, saying
from pulse.forms import RhythmForm
from pulse.models import Promise
from pulse.pictures import picture_of
from pulse.queries import rounds_of, scores_of, standing_counts, themes_of
from pulse.standing import next_round_on, with_standing
from pulse.trends import shown, sparkline
from registry.forms import saved, status_of
from registry.paging import ready_page
from registry.prepared import PROJECT, ask
from registry.templatetags.register import plural

from .common import FORM, PULSE

MOST_CARDS, MOST_PROMISES = 8, 4
IN_ORDER = ("party__name_key", "pk")


@require_safe
def pulse_overview(request, key):
    """Medians by round, customers by urgency, themes, every answer, promises; fifteen statements at most."""
    project = open_project(request, key, Permission.SEE_VALUE)
    rounds = rounds_of(project)
    page = ready_page(customers, IN_ORDER, cursor=request.GET.get("after", ""), project=project.pk)
    urgent = ask(most_urgent, project=project.pk) if rounds else []
    asked = [each.round for each in rounds]
    answers = scores_of({*page, *urgent}, asked)
    for customer in urgent:
        customer.change = saying.change(customer)
    counts = standing_counts(project)
    context = {
        "project": project,
        "tab": PULSE,
        "rounds": rounds,
        "picture": picture_of(rounds) if any(each.spread.scores for each in rounds) else None,
        "cards": [(customer, line_of(customer, asked, answers)) for customer in urgent],
        "page": page,
        "rows": [(customer, [answers[customer.pk].get(each.number) for each in asked]) for customer in page],
        "counts": counts,
        "themes": themes_of(project) if rounds else [],
        "promises": ask(promises, project=project.pk),
        "due_on": next_round_on(project, project.last_round_on) if project.open_round is None else None,
        "is_worried": project.status != Status.GREEN,
        "today": timezone.localdate(),
        "heading": heading(rounds, counts, urgent),
        "trend": trend(rounds),
    }
    return render(request, "pulse/overview.html", context)


def customers(project=PROJECT):
    return with_standing(Stakeholder.objects.filter(project=project).customers().select_related("party"))


def most_urgent():
    """At risk first, then who fell and the silent, then by their last score; who was never heard comes last."""
    heard = Case(When(last_score=None, then=Value(False)), default=Value(True), output_field=BooleanField())
    ordered = (
        customers()
        .annotate(is_heard=heard)
        .order_by("-is_heard", "-is_at_risk", "-has_fallen", "-is_silent", "last_score", *IN_ORDER)
    )
    return ordered.filter(is_heard=True)[:MOST_CARDS]


def promises():
    """Those that still ask for something first: to be done, then to be told."""
    steps = (F(step).asc(nulls_first=True) for step in ("told_on", "done_on"))
    found = Promise.objects.filter(stakeholder__project=PROJECT).order_by(*steps, "due_on", "pk")
    return found.select_related("stakeholder__party", "owner", "answer")[:MOST_PROMISES]


def line_of(customer, rounds, answers):
    scores = {number: answer.score for number, answer in answers[customer.pk].items()}
    return sparkline(scores, [each.number for each in rounds])


def heading(rounds, counts, urgent):
    """The finding: the last round's median, and who is at risk."""
    heard = [each for each in rounds if each.spread.scores]
    if not heard:
        return f"Round {rounds[-1].round.number}: nobody has answered yet" if rounds else "Nobody was asked yet"
    last = heard[-1]
    said = f"The median score is {shown(last.spread.median)}"
    if last.spread.is_few:
        said = f"Round {last.round.number} so far: {last.spread.said}"
    if counts["is_at_risk"] == 1:
        worst = urgent[0]
        fell = worst.has_fallen and not worst.is_low
        return f"{said}; {worst.party} {'fell to' if fell else 'is at'} {worst.last_score}"
    if counts["is_at_risk"]:
        return f"{said}; {plural(counts['is_at_risk'], 'customer is,customers are')} at risk"
    return said


def trend(rounds):
    """What the picture says: "The median rose from 6 to 8 since round 1; answers lie between 5 and 9"."""
    told = [each for each in rounds if not each.spread.is_few]
    if len(told) < 2:
        return "The rounds so far"
    first, last = told[0], told[-1]
    was, now = first.spread.median, last.spread.median
    if now == was:
        moved = f"is {shown(now)}, as in round {first.round.number}"
    else:
        way = "rose" if now > was else "fell"
        moved = f"{way} from {shown(was)} to {shown(now)} since round {first.round.number}"
    return f"The median {moved}; answers lie between {last.spread.lowest} and {last.spread.highest}"


@FORM
def pulse_rhythm(request, key):
    """How often the project asks its customers."""
    project = open_project(request, key, Permission.EDIT)
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=project)
    if request.method == "POST" and saved(form, lambda: set_rhythm(form, request.user)):
        messages.success(request, f"The customers are asked: {project.get_rhythm_display().lower()}.")
        return redirect("pulse", project.key)
    context = {"project": project, "tab": PULSE, "form": form}
    return render(request, "pulse/rhythm.html", context, status=status_of(form))


def set_rhythm(form, by):
    form.instance.version = form.cleaned_data["version"]
    actions.set_rhythm(project=form.instance, rhythm=form.cleaned_data["rhythm"], by=by)
