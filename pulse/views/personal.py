"""A customer's own page, opened by a personal link: nobody signs in here, and opening it writes nothing.

The secret in the address is the authority. So there is no session, no cookie and no token against forged forms: whoever
could forge a form would need the secret. It must not leak either: no referrer, no cache, no other host on the page, and
logs are without it (config/masking.py). Whatever opens nothing is answered alike, so that nothing can be told from it.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from pulse import actions
from pulse.forms import LinkForm
from pulse.linked import asked_by_link
from pulse.links import find
from pulse.models import NoMail, Promise
from registry.forms import saved, status_of
from registry.limiting import too_many

from .common import FORM

TRIES = "personal_link"
MOST_TOLD = 3


def by_link(*, round_may_be_over=False):
    """A page of whoever has the secret: `view(request, link)`. The same plain 404 for all secrets that open nothing."""

    def decorate(view):
        @csrf_exempt
        @login_not_required
        @never_cache
        @FORM
        @wraps(view)
        def page(request, token):
            link = find(token, round_may_be_over=round_may_be_over)
            if link is not None:
                link.token = token
                response = view(request, link)
            elif too_many(request, TRIES):
                response = drawn("too_many", status=429)
            else:
                response = gone()
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return page

    return decorate


def drawn(name, context=None, status=200):
    """A page made without the request: what other pages ask of it, who is signed in say, would read the session."""
    return HttpResponse(render_to_string(f"pulse/personal/{name}.html", context), status=status)


def gone():
    return drawn("gone", status=404)


@by_link()
def personal(request, link):
    """Their scores and words in this round, their criteria to confirm, and what became of what they said."""
    form = LinkForm(request.POST if request.method == "POST" else None, link=link, customer=asked_by_link(link))
    if request.method == "POST":
        try:
            if saved(form, form.save, refused_at="score"):
                return redirect(f"{request.path}?saved=1")
        except actions.LinkGone:
            return gone()
    told = Promise.objects.told().filter(stakeholder=link.stakeholder_id).order_by("-told_on", "-pk")
    context = {
        "link": link,
        "form": form,
        "customer": form.customer,
        "project": link.round.project,
        "promises": told[:MOST_TOLD],
        "is_saved": "saved" in request.GET and not form.is_bound,
        "is_confirmed": any(criterion.is_confirmed for criterion in form.customer.criteria_asked),
    }
    return drawn("answer", context, status_of(form))


@by_link(round_may_be_over=True)
def personal_mail(request, link):
    """No more mail with links, or mail again; a message's List-Unsubscribe button posts here as well (RFC 8058)."""
    if request.method == "POST":
        if "List-Unsubscribe" in request.POST or request.POST.get("mail") == "stop":
            actions.stop_mail(person=link.person)
        elif request.POST.get("mail") == "allow":
            actions.allow_mail(person=link.person)
        return redirect(request.path)
    context = {"link": link, "wants_no_mail": NoMail.objects.filter(person=link.person).exists()}
    return drawn("mail", context)
