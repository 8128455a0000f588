"""What the sponsor signed off: every baseline, one of them, what changed since; and signing the next one."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from projects.frame import asked_of, open_project
from projects.permissions import Permission
from registry.export import exported
from registry.forms import status_of
from registry.models import Refused
from registry.paging import keyset_page

from ..differences import differences, with_customers
from ..forms import NOW, BaselinesForm, SignForm
from ..signing import NOTHING, SnapshotChanged, sign
from ..snapshots import left_out, live_criteria, snapshot_from, snapshot_of, tell_fates
from ..tables import baseline_table
from .access import FORM

MOST_TO_CHOOSE = 200


@require_safe
def baseline_list(request, key):
    """Every baseline of a project, the newest first."""
    project = open_project(request, key, Permission.SEE_VALUE)
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-baselines", baseline_table(project))
    signed = project.baselines.select_related("signed_by").defer("content")
    page = keyset_page(signed, ("-number",), request.GET.get("after", ""))
    return render(request, "valuecriteria/baselines.html", {"project": project, "tab": "Value", "page": page})


@require_safe
def baseline_detail(request, key, number):
    """One baseline, whole, as it was signed."""
    project = open_project(request, key, Permission.SEE_VALUE)
    baseline = project.baselines.select_related("signed_by").filter(number=number).first()
    if baseline is None:
        raise Http404("No such baseline.")
    snapshot = baseline.snapshot
    context = {
        "project": project,
        "tab": "Value",
        "baseline": baseline,
        "snapshot": snapshot,
        "groups": by_customer(snapshot),
    }
    return render(request, "valuecriteria/baseline.html", context)


def by_customer(snapshot):
    """[(customer, their criteria with the goals these serve)] in the order of the snapshot."""
    criteria = with_customers(snapshot).values()
    return [
        (found[0]["said_by"], found) for found in (list(g) for _, g in groupby(criteria, key=lambda c: c["customer"]))
    ]


@require_safe
def baseline_compare(request, key):
    """What changed from one baseline to another, or to what would be signed now: from the latest one, unless asked."""
    project = open_project(request, key, Permission.SEE_VALUE)
    known = project.baselines.select_related("signed_by")
    numbers = list(known.order_by("-number").values_list("number", flat=True)[:MOST_TO_CHOOSE])
    if not numbers:
        return render(request, "valuecriteria/compare.html", {"project": project, "tab": "Value", "form": None})
    asked = {"from": numbers[0], "to": NOW} | BaselinesForm(request.GET, numbers=numbers).asked
    chosen = {each.number: each for each in known.filter(number__in={asked["from"], *to_numbers(asked["to"])})}
    old, new = chosen[asked["from"]], chosen.get(int(asked["to"])) if asked["to"] != NOW else None
    found = differences(old.snapshot, new.snapshot if new else snapshot_of(project))
    context = {
        "project": project,
        "tab": "Value",
        "form": BaselinesForm(initial=asked, numbers=numbers),
        "old": old,
        "new": new,
        "found": found if new else tell_fates(found),
    }
    return render(request, "valuecriteria/compare.html", context)


def to_numbers(to):
    return () if to == NOW else (int(to),)


@FORM
def baseline_sign(request, key):
    """Before the sponsor: exactly what a signature would keep, what not, and what differs from the last one."""
    project = open_project(request, key, Permission.REVIEW)
    criteria = list(live_criteria(project))
    now = snapshot_from(project, criteria)
    form = SignForm(request.POST if request.method == "POST" else None, project=project, snapshot=now)
    baseline = signed(form, project, by=request.user) if request.method == "POST" else None
    if baseline is not None:
        messages.success(request, format_html("Signed: <a href='{}'>baseline {}</a>.", baseline.url, baseline.number))
        return redirect(baseline.url)
    if getattr(form, "stale", False):
        criteria = list(live_criteria(project))
        now = form.now
    last = project.baselines.select_related("signed_by").order_by("-number").first()
    context = {
        "project": project,
        "tab": "Value",
        "form": form,
        "snapshot": now,
        "groups": by_customer(now),
        "left_out": left_out(criteria),
        "last": last,
        "next_number": last.number + 1 if last else 1,
        "found": tell_fates(differences(last.snapshot, now)) if last else None,
        "nothing": NOTHING,
    }
    return render(request, "valuecriteria/sign.html", context, status=status_of(form))


def signed(form, project, *, by):
    """The new baseline; None, with what is wrong said in the form, if it is refused.

    If anything changed since the page was opened, the form says what (`changed`), and carries what stands now.
    """
    if not form.is_valid():
        return None
    seen = form.cleaned_data["seen"]
    try:
        baseline = sign(project=project, seen=seen, comment=form.cleaned_data["comment"], by=by)
    except SnapshotChanged as changed:
        form.carry(changed.now)
        form.now, form.changed = changed.now, tell_fates(differences(seen, changed.now))
        form.add_error(None, str(changed))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        baseline.url = baseline.get_absolute_url()
        return baseline
    return None
