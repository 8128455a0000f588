"""One customer's pulse: what they answered round by round, and what became of it; and answering one round alone."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from customers.models import Stakeholder
from projects.frame import demand, open_project
from projects.permissions import Permission
from pulse import saying
from pulse.asking import bring_criteria, to_ask
from pulse.forms import AnswerForm
from pulse.models import Answer, Promise
from pulse.standing import with_standing
from pulse.trends import sparkline
from registry.forms import saved, status_of
from registry.kept import restore

from .common import FORM, PULSE, round_or_404

MOST_ROUNDS, MOST_TOLD = 24, 3


@require_safe
def customer_pulse(request, key, pk):
    """For those who may see all value, and for the customer themselves: of others they see nothing here."""
    project = open_project(request, key)
    with_head = Stakeholder.objects.filter(project=project.pk).with_head().with_neighbours()
    customer = get_object_or_404(with_standing(with_head), pk=pk)
    customer.project, customer.list_query = project, ""
    is_own = customer.is_spoken_by(request.user)
    if not is_own:
        demand(request.user, Permission.SEE_VALUE, project)
    if not project.can["see_value"]:
        customer.previous_pk = customer.next_pk = None  # what the others answer is not theirs to read
    answers = answers_of(customer)
    heard = [answer for answer in answers if answer.is_heard]
    promises = Promise.objects.visible_to(request.user).filter(stakeholder=customer.pk)
    scores = {answer.number: answer.score for answer in heard}
    context = {
        "project": project,
        "tab": PULSE if project.can["see_value"] else "",
        "customer": customer,
        "is_own": is_own,
        "answers": answers[::-1],
        "line": sparkline(scores, sorted(answer.number for answer in answers)) if heard else None,
        "change": saying.change(customer),
        "criteria": by_criterion(heard),
        "promises": promises.select_related("owner").order_by("-made_on", "-pk")[:20],
        "may_answer": is_own and project.open_round is not None and not project.is_closed and not project.can["edit"],
        "promise_url": promise_about(customer),
        "heading": heading(customer, is_own),
    }
    return render(request, "pulse/customer.html", context)


def promise_about(customer):
    """Where to promise something after their last answer, and come back here."""
    here = reverse("customer-pulse", args=[customer.project.key, customer.pk])
    source = {"answer": customer.last_answer} if customer.last_answer else {"customer": customer.pk}
    return f"{reverse('promise-new', args=[customer.project.key])}?{urlencode({**source, 'next': here})}"


def answers_of(customer):
    """Their answers, oldest first, each with its round's `number` and `lines`: scores by criterion. One statement."""
    rows = Answer.objects.filter(stakeholder=customer.pk).select_related("round", "given_by").newest_first()
    newest = rows.values("pk")[:MOST_ROUNDS]
    columns = {
        "line_score": "scores__score",
        "line_words": "scores__words",
        "line_criterion": "scores__criterion",
        "line_number": "scores__criterion__number",
        "line_statement": "scores__criterion__current_revision__statement",
    }
    found = rows.filter(pk__in=newest).annotate(**{name: F(path) for name, path in columns.items()})
    answers = {}
    for row in found.order_by("round__number", "scores__criterion__number"):
        answer = answers.setdefault(row.pk, row)
        if answer is row:
            answer.number, answer.lines = row.round.number, []
        if row.line_criterion:
            answer.lines.append(row)
    return list(answers.values())


def by_criterion(answers):
    """[(criterion's key, statement, last line, change, sparkline)] of what they scored, in their order."""
    lines, numbers = defaultdict(dict), [answer.number for answer in answers]
    for answer in answers:
        for line in answer.lines:
            lines[line.line_criterion][answer.number] = line
    told = []
    for key, found in lines.items():
        last = found[max(found)]
        scores = {number: line.line_score for number, line in found.items()}
        given = [score for _, score in sorted(scores.items()) if score is not None]
        change = given[-1] - given[-2] if len(given) > 1 else None
        told.append((last.line_number, key, last, change, given[-1] if given else None, sparkline(scores, numbers)))
    return sorted(told, key=lambda each: each[0])


def heading(customer, is_own):
    who = "You" if is_own else customer.party.name
    if customer.last_score is None:
        return "You have not been asked yet" if is_own else f"{who} has not answered yet"
    if customer.has_fallen:
        return f"{who} fell from {customer.previous_score} to {customer.last_score}"
    return f"{who} {'give' if is_own else 'gives'} {customer.last_score} of 10"


def newest_told(customer):
    """What became of what they said, for who is asked again."""
    return Promise.objects.told().filter(stakeholder=customer.pk).order_by("-told_on", "-pk")[:MOST_TOLD]


@FORM
def answer_alone(request, key, number, pk):
    """One customer's answer in a round: noted by the manager, or given by the customer themselves, signed in."""
    project = open_project(request, key)
    round = round_or_404(project, number)
    customer = to_ask(round).filter(pk=pk).first()
    if customer is None:
        raise Http404("No such customer in this round.")
    customer.project = project
    is_own = customer.is_spoken_by(request.user) and not project.can["edit"]
    if not is_own:
        demand(request.user, Permission.EDIT if project.can["see_value"] else Permission.SEE_VALUE, project)
    elif project.is_closed:
        raise PermissionDenied(project.closed_says)
    bring_criteria([customer], round)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        customer=customer, round=round, channel=Answer.Channel.LOGIN if is_own else "", is_alone=True,
    )  # fmt: skip
    if request.method == "POST" and saved(form, lambda: form.save(by=request.user), refused_at="score"):
        text = "Thank you: your answer is saved." if is_own else "The answer of {} is saved."
        messages.success(request, format_html(text, customer))
        return redirect("customer-pulse", project.key, customer.pk)
    context = {
        "project": project,
        "tab": PULSE if project.can["see_value"] else "",
        "round": round,
        "customer": customer,
        "form": restore(form, request),
        "is_own": is_own,
        "promises": newest_told(customer) if is_own else [],
    }
    return render(request, "pulse/answer.html", context, status=status_of(form))
