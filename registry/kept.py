"""What was typed into a form whose sender was not signed in any more: kept until they are, for them alone.

A form that draws {% keep_typed %} carries a signed mark: for whom it was drawn, and at which address. If it is sent
when the session has ended, or after signing in again has changed the form's token, its fields wait on the server, in
the session of that browser, and fill the form again once the same person opens that address signed in. Without
JavaScript too.

What holds: nothing is saved by it, its owner looks and sends; nobody else gets it, and signing in as somebody else in
the same browser throws it away; a form without a valid mark is never kept, so no other site can leave a draft. It goes
when a form from that address was taken, when it is discarded, at sign-out, and with the session. Passwords and files
are not kept: their forms draw no mark. At most MOST forms wait, each of at most LARGEST characters.
"""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime

MARK, DISCARD, KEPT = "kept_for", "discard_kept", "kept"
SALT = "registry.kept"
WEEK = 7 * 24 * 60 * 60
MOST, LARGEST, MOST_FIELDS = 5, 20_000, 400
NOT_SENT = {MARK, DISCARD, "csrfmiddlewaretoken"}
SIGNED_OUT = (
    "You were signed out meanwhile, so nothing is saved yet. What you typed is kept: sign in and send it again."
)
TOO_LONG = (
    "This page was open for too long, so nothing is saved yet. What you typed is kept below: look, and send it again."
)


def mark_of(request):
    """The mark of a form on this page, for this reader."""
    return signing.dumps([request.user.pk, request.path], salt=SALT)


def owner_of(request):
    """The key of the user for whom the sent form was drawn; None without a valid mark for this address."""
    try:
        owner, path = signing.loads(request.POST.get(MARK, ""), salt=SALT, max_age=WEEK)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return owner if path == request.path else None


def keep(request):
    """Keep what was sent for the one whose form it was; False if it is nobody's, somebody else's, or too large."""
    sent = request.method == "POST" and DISCARD not in request.POST
    owner = owner_of(request) if sent else None
    if owner is None or (request.user.is_authenticated and request.user.pk != owner):
        return False
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_SENT}
    size = sum(len(name) + sum(map(len, values)) for name, values in typed.items())
    if size > LARGEST or len(typed) > MOST_FIELDS:
        return False
    here = request.get_full_path()
    others = {address: entry for address, entry in request.session.get(KEPT, {}).items() if address != here}
    newest = dict(list(others.items())[1 - MOST :])
    request.session[KEPT] = newest | {
        here: {"owner": owner, "at": timezone.now().isoformat(), "typed": typed},
    }
    return True


def restore(form, request):
    """Fill an unbound form with what is kept for it and this reader; `form.kept` says since when, None for nothing."""
    form.kept = None
    entry = request.session.get(KEPT, {}).get(request.get_full_path())
    if form.is_bound or entry is None or entry["owner"] != request.user.pk:
        return form
    typed = MultiValueDict(entry["typed"])
    for name, field in form.fields.items():
        sent = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(typed, {}, sent):
            form.initial[name] = field.widget.value_from_datadict(typed, {}, sent)
    form.kept = parse_datetime(entry["at"])
    return form


def drop(request):
    """What was kept for the form at this address is done with."""
    here = request.get_full_path()
    request.session[KEPT] = {address: entry for address, entry in request.session[KEPT].items() if address != here}


def was_taken(request, response):
    """Whether the answer to a form means that it is done with: sent on, signed in, and not back to the form."""
    sent_on = response.status_code in (302, 303) and request.user.is_authenticated
    return sent_on and not getattr(request, "is_kept", False)


def tell_browser(response, address):
    """The browser's own draft of this form is done with too: a cookie that its script reads once (static/site.js)."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie("taken", quote(address, safe=""), max_age=300, samesite="Lax", secure=secure)


class KeptMiddleware:
    """Keeps what arrives without a session, before it is sent to the sign-in; drops it once it was taken."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and MARK in request.POST and was_taken(request, response):
            if request.get_full_path() in request.session.get(KEPT, {}):
                drop(request)
            tell_browser(response, request.get_full_path())
        return response

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True):  # the doors themselves
            return None
        if request.method == "POST" and MARK in request.POST and not request.user.is_authenticated:
            if keep(request):
                messages.info(request, SIGNED_OUT)
            return None
        kept = request.session.get(KEPT)
        if not kept or not request.user.is_authenticated:
            return None
        own = {address: entry for address, entry in kept.items() if entry["owner"] == request.user.pk}
        if own != kept:
            request.session[KEPT] = own
        if DISCARD in request.POST and request.get_full_path() in own:
            drop(request)
            return redirect(request.get_full_path())
        return None


def kept_instead(request):
    """For a form whose token is not the current one: back to it with what was typed; None where nothing can be kept."""
    if not keep(request):
        return None
    request.is_kept = True
    messages.info(request, TOO_LONG if request.user.is_authenticated else SIGNED_OUT)
    return redirect(request.get_full_path())
