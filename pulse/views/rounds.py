"""The rounds of a project: what was answered in one, and the verbs that open, close and take back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from projects.frame import open_project
from projects.permissions import Permission
from pulse import actions
from pulse.asking import IN_ORDER, bring_criteria, to_ask
from pulse.models import Answer
from pulse.trends import spread_of_counts
from registry.forms import VersionForm
from registry.models import Refused, Stale
from registry.paging import keyset_page
from registry.templatetags.register import plural

from .common import PULSE, round_or_404


@require_safe
def round_detail(request, key, number):
    """What every customer answered in a round: the inputs of its median."""
    project = open_project(request, key, Permission.SEE_VALUE)
    round = round_or_404(project, number)
    page = keyset_page(to_ask(round), IN_ORDER, request.GET.get("after", ""))
    bring_criteria(page.rows, round)
    counts = Answer.objects.heard().filter(round=round).order_by().values_list("score")
    spread = spread_of_counts(dict(counts.annotate(number=Count("pk"))))
    context = {
        "project": project,
        "tab": PULSE,
        "round": round,
        "page": page,
        "spread": spread,
        "heading": heading(round, spread),
        "form": VersionForm(initial={"version": round.version}),
    }
    return render(request, "pulse/round.html", context)


def heading(round, spread):
    """The finding: "Round 4: median 8 of 12 answers", of few the answers themselves."""
    if not spread.scores:
        return f"Round {round.number}: nobody has answered yet"
    if spread.is_few:
        return f"Round {round.number}: {plural(spread.number, 'answer')}, {spread.said}"
    return f"Round {round.number}: {spread.said} answers"


@require_POST
def round_open(request, key):
    """Open the next round, and go to its customers."""
    project = open_project(request, key, Permission.EDIT)
    try:
        opened = actions.open_round(project=project, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("pulse", project.key)
    messages.success(request, f"Round {opened.number} is open.")
    return redirect("pulse-ask", project.key, opened.number)


def moved(verb, told):
    """A view that does a verb to a round, and says so."""

    @require_POST
    def view(request, key, number):
        project = open_project(request, key, Permission.EDIT)
        round = round_or_404(project, number)
        form = VersionForm(request.POST)
        if not form.is_valid():
            messages.warning(request, "Nothing was done: reload the page, and press the button again.")
            return redirect("pulse-round", project.key, number)
        round.version = form.cleaned_data["version"]
        try:
            verb(round=round, by=request.user)
        except Stale:
            messages.warning(request, "Nothing was done: somebody changed the round meanwhile. Look again.")
        except (Refused, ValidationError) as refusal:
            messages.warning(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
        else:
            messages.success(request, format_html(told, number))
            if verb is actions.take_back_round:
                return redirect("pulse", project.key)
        return redirect(reverse("pulse-round", args=[project.key, number]))

    return view


round_close = moved(actions.close_round, "Round {} is closed.")
round_reopen = moved(actions.reopen_round, "Round {} is open again.")
round_take_back = moved(actions.take_back_round, "Round {} is taken back. The history keeps it.")
