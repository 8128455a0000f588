"""What users say of their own account, beside signing in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registry.forms import status_of
from registry.sites import site_of

from . import actions
from .forms import MailForm
from .models import CalendarAddress, MailChoice

SAID = {
    MailChoice.AT_ONCE: "You are told at once when something waits for you.",
    MailChoice.DAILY: "You are told once a day, from 7:00.",
    MailChoice.NEVER: "No mail tells you any more; My work and Reviews do.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request):
    """When mail tells the reader that something waits for them. Links in mails lead here."""
    form = MailForm(request.POST if request.method == "POST" else None, initial={"choice": request.user.mail_choice})
    if request.method == "POST" and form.is_valid():
        choice = form.cleaned_data["choice"]
        actions.choose_mail(user=request.user, choice=choice)
        messages.success(request, SAID[choice])
        return redirect("mail-choice")
    return render(request, "accounts/mail.html", {"form": form}, status=status_of(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request):
    """The reader's calendar: what it shows, and its secret address, made, replaced or ended here.

    The address is shown in the answer to the very request that made it, never again: it is stored nowhere.
    """
    context = {"made": ""}
    if "end" in request.POST:
        actions.end_calendar_address(user=request.user)
        messages.success(request, "Your calendar is switched off: its address leads nowhere any more.")
        return redirect("calendar")
    if "make" in request.POST:
        secret = actions.make_calendar_address(user=request.user)
        context["made"] = site_of(request) + reverse("calendar-feed", args=[secret])
    context["address"] = CalendarAddress.objects.filter(user=request.user).first()
    return render(request, "accounts/calendar.html", context)
