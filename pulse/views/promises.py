"""Promises: the list, making one, and its steps: done, told, each taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Q, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from customers.views.common import way_back
from projects.frame import asked_of, open_project
from projects.permissions import Permission
from pulse import actions
from pulse.forms import PromiseFilter, PromiseForm, SourceAsked, TellForm
from pulse.models import Promise
from pulse.saying import telling
from pulse.tables import promise_table
from registry.export import exported
from registry.forms import VersionForm, saved, status_of
from registry.kept import restore
from registry.models import Refused, Stale
from registry.paging import keyset_page
from registry.templatetags.register import plural

from .common import FORM, PROMISES

IN_ORDER = ("place", "due_on", "pk")
# What is open comes first, then what is to be told, then what was.
PLACE = Case(When(done_on=None, then=Value(0)), When(told_on=None, then=Value(1)), default=Value(2))
RELATED = ("stakeholder__party", "owner", "answer__round", "criterion__current_revision", "told_by", "made_by")
VERBS = {
    "done": (actions.keep, "The promise “{}” is kept. Tell {} about it."),
    "not-done": (actions.not_kept, "“{}” is not done any more."),
    "not-told": (actions.not_told, "“{}”: {} was not told after all."),
    "take-back": (actions.take_back_promise, "The promise “{}” is taken back. The history keeps it."),
}


@require_safe
def promise_list(request, key):
    project = open_project(request, key, Permission.SEE_VALUE)
    form = PromiseFilter(request.GET)
    everything = Promise.objects.filter(stakeholder__project=project.pk)
    today = timezone.localdate()
    counts = everything.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(done_on=None)),
        overdue=Count("pk", filter=Q(done_on=None, due_on__lt=today)),
        done=Count("pk", filter=Q(done_on__isnull=False, told_on=None)),
        told=Count("pk", filter=Q(told_on__isnull=False)),
    )
    found = form.narrowed(everything).annotate(place=PLACE).select_related(*RELATED)
    if word := asked_of(request, project):
        return exported(word, f"{project.key}-promises", promise_table(found, IN_ORDER))
    page = keyset_page(found, IN_ORDER, request.GET.get("after", ""))
    context = {
        "project": project,
        "tab": PROMISES,
        "page": page,
        "shows": [(value, word, counts[value or "all"]) for value, word in PromiseFilter.SHOW],
        "asked": form.asked,
        "heading": heading(counts),
    }
    return render(request, "pulse/promises.html", context)


def heading(counts):
    """The finding: what is overdue, what waits to be told, else how many were kept."""
    if not counts["all"]:
        return "Nothing is promised yet"
    said = [f"{counts['overdue']} overdue"] if counts["overdue"] else []
    if counts["done"]:
        said.append(f"{counts['done']} done and not told")
    if not said:
        return f"{plural(counts['all'], 'promise')}, {counts['open']} open, none overdue"
    return f"{plural(counts['all'], 'promise')}: {', '.join(said)}"


@FORM
def promise_new(request, key):
    """`?customer=`, `?answer=`, `?review=` or `?criterion=` say what it comes from."""
    project = open_project(request, key, Permission.EDIT)
    start = Promise(**SourceAsked(request.GET).source_in(project))
    form = PromiseForm(
        request.POST if request.method == "POST" else None, instance=start, project=project, user=request.user
    )
    if request.method == "POST" and saved(form, lambda: form.save(by=request.user)):
        made = form.instance
        made.stakeholder.project = project
        text = 'Promised to {}: <a href="{}">{}</a>'
        messages.success(request, format_html(text, made.stakeholder, made.get_absolute_url(), made))
        return redirect(way_back(request, reverse("promises", args=[project.key])))
    context = {"project": project, "tab": PROMISES, "form": restore(form, request), "promise": start}
    return render(request, "pulse/promise_form.html", context, status=status_of(form))


@require_safe
def promise_detail(request, key, pk):
    project, promise = open_promise(request, key, pk, Permission.SEE_VALUE)
    context = {"project": project, "tab": PROMISES, "promise": promise}
    return render(request, "pulse/promise.html", context)


@FORM
def promise_edit(request, key, pk):
    project, promise = open_promise(request, key, pk)
    form = PromiseForm(
        request.POST if request.method == "POST" else None, instance=promise, project=project, user=request.user
    )
    if request.method == "POST" and saved(form, lambda: form.save(by=request.user)):
        messages.success(request, "The promise is saved.")
        return redirect(way_back(request, reverse("promise", args=[project.key, promise.pk])))
    context = {"project": project, "tab": PROMISES, "form": restore(form, request), "promise": promise}
    return render(request, "pulse/promise_form.html", context, status=status_of(form))


@FORM
def promise_tell(request, key, pk):
    """The words to send, and noting that they were: refused before it is done, on the page as in the database."""
    project, promise = open_promise(request, key, pk)
    if not promise.done_on or promise.told_on:
        messages.info(request, "They were told already." if promise.told_on else "First it has to be done, then told.")
        return redirect("promise", project.key, promise.pk)
    start = {"text": telling(promise), "version": promise.version}
    form = TellForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and saved(form, lambda: tell(form, promise, request.user), refused_at="text"):
        messages.success(request, f"Noted: {promise.stakeholder} was told.")
        return redirect(way_back(request, reverse("promise", args=[project.key, promise.pk])))
    context = {"project": project, "tab": PROMISES, "form": restore(form, request), "promise": promise}
    return render(request, "pulse/tell.html", context, status=status_of(form))


def tell(form, promise, by):
    promise.version = form.cleaned_data["version"]
    actions.tell(promise=promise, text=form.cleaned_data["text"], by=by)


@require_POST
def promise_do(request, key, pk, verb):
    """Done, not done, not told after all, taken back: one press each, on what was on the screen."""
    if verb not in VERBS:
        raise Http404("No such step.")
    project, promise = open_promise(request, key, pk)
    act, told = VERBS[verb]
    form = VersionForm(request.POST)
    here = reverse("promise", args=[project.key, promise.pk])
    gone = verb == "take-back"
    if not form.is_valid():
        messages.warning(request, "Nothing was done: reload the page, and press the button again.")
        return redirect(here)
    promise.version = form.cleaned_data["version"]
    try:
        act(promise=promise, by=request.user)
    except Stale:
        messages.warning(request, "Nothing was done: somebody changed the promise meanwhile. Look again.")
    except (Refused, ValidationError) as refusal:
        messages.warning(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        messages.success(request, format_html(told, promise, promise.stakeholder))
        if gone:
            return redirect(way_back(request, reverse("promises", args=[project.key])))
        if verb == "done":
            return redirect("promise-tell", project.key, promise.pk)
    return redirect(way_back(request, here))


def open_promise(request, key, pk, permission=Permission.EDIT):
    project = open_project(request, key, permission)
    promises = Promise.objects.filter(stakeholder__project=project.pk).select_related(*RELATED)
    promise = get_object_or_404(promises, pk=pk)
    promise.stakeholder.project = project
    return project, promise
