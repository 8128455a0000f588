"""A user's calendar, for the programs that ask for it at its secret address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from accounts.models import User
from registry.limiting import too_many
from registry.sites import site_of

from ..calendar import calendar_of

WAIT = "Too many calendars that are not there were asked for from here. Wait five minutes, then try again.\n"
HEADERS = {"Cache-Control": "private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@login_not_required
@require_safe
@conditional_page
def calendar_feed(request, secret):
    """404 for an address that is none, or none any more; 429 for whoever tries many. 304 if nothing changed."""
    user = User.objects.reading_calendar(secret).first()
    if user is None:
        if too_many(request, "calendar"):
            return HttpResponse(WAIT, "text/plain; charset=utf-8", status=429, headers={"Retry-After": "300"})
        raise Http404
    return HttpResponse(calendar_of(user, site_of(request)), "text/calendar; charset=utf-8", headers=HEADERS)
