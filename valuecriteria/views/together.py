"""Agreeing with all that a customer said yes to and nobody changed since, after reading it: a list, and one answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from registry.forms import status_of
from registry.templatetags.register import plural

from ..forms import TogetherForm
from ..models import ValueCriterion
from ..queries import reviews_waiting
from ..together import MOST, Shown, agree_together
from .access import FORM
from .customers import shortened

ORDER = ("stakeholder__project__key", "stakeholder__party__name_key", "stakeholder", "number")


@FORM
def review_together(request):
    """The wordings that wait for the reader unchanged since their customer confirmed them, each ticked and in full.

    Nothing is agreed that was not on the screen: each tick carries the wording and the version that were shown.
    """
    waiting = reviews_waiting(request.user)
    if waiting is None:
        raise PermissionDenied("Only the sponsor of an open project decides. The help page says who may do what.")
    form = TogetherForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and agreed(request, form):
        return redirect("reviews")
    found = ValueCriterion.objects.waiting_for(request.user).with_unchanged().filter(is_unchanged=True)
    found = found.for_reading().select_related("stakeholder__project")
    criteria = list(found.order_by(*ORDER)[: MOST + 1])
    for criterion in criteria:
        criterion.mark = Shown.of(criterion).mark
        criterion.is_ticked = form.ticked is None or criterion.mark in form.ticked
    context = {
        "section": "reviews",
        "form": form,
        "criteria": criteria[:MOST],
        "is_more": len(criteria) > MOST,
        "others": max(0, waiting - len(criteria)),
    }
    return render(request, "valuecriteria/together.html", context, status=status_of(form))


def agreed(request, form):
    """Agree with what is ticked; False, with what is wrong said in the form, if that came to nothing."""
    if not form.is_valid():
        return False
    done = agree_together(shown=form.cleaned_data["agree"], comment=form.cleaned_data["comment"], by=request.user)
    if not done.agreed:
        form.stale = True
        form.add_error(None, "Nothing is agreed: all of it changed while you were reading. Your comment is kept.")
        for criterion, reason in done.left_out:
            form.add_error(None, f"“{shortened(criterion.statement)}”: {reason}.")
        return False
    messages.success(request, f"Agreed: {plural(len(done.agreed), 'wording')}. You can decide on each again.")
    if done.left_out:
        messages.warning(request, told(done.left_out))
    return True


def told(left_out):
    """What was left out, and why, as one message: each links to its page."""
    lines = format_html_join(
        "; ",
        "<a href='{}'>“{}”</a> of {}: {}",
        [
            (reverse("review", args=[criterion.pk]), shortened(criterion.statement), criterion.stakeholder, reason)
            for criterion, reason in left_out
        ],
    )
    return format_html("Left out, because you read it otherwise: {}.", lines)
