"""The personal links of a round, as its manager sees them: made and copied, mailed, withdrawn."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from projects.frame import open_project
from projects.permissions import Permission
from pulse import actions
from pulse.actions import speaker_of
from pulse.asking import IN_ORDER, to_ask
from pulse.forms import LinksDoing, OneAsked
from pulse.linked import to_mail, with_links
from pulse.links import address_of
from registry.models import Refused
from registry.paging import keyset_page
from registry.sites import site_of
from registry.templatetags.register import plural

from .common import FORM, PULSE, round_or_404


@never_cache
@FORM
def round_links(request, key, number):
    """Every customer of the round, how a link reaches them, and its buttons. A new link is shown this once."""
    project = open_project(request, key, Permission.EDIT)
    round = round_or_404(project, number)
    made, status = None, 200
    if request.method == "POST":
        doing = LinksDoing.of(request.POST.get("do", ""))
        try:
            made = do(doing, round, request)
        except (Refused, ValidationError) as refusal:
            messages.warning(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
            status = 422
        if made is None and status == 200:
            return redirect(f"{request.get_full_path()}{f'#c{doing.customer}' if doing.customer else ''}")
    found, of = with_links(to_ask(round), round), OneAsked(request.GET).pk
    page = keyset_page(found.filter(pk=of) if of else found, IN_ORDER, request.GET.get("after", ""))
    for customer in page:
        customer.now = getattr(customer, "now", None)  # without a row Django leaves it out
    context = {
        "project": project,
        "tab": PULSE,
        "round": round,
        "page": page,
        "is_alone": of is not None,
        "made": made,
        "mailable": to_mail(round).count() if round.is_open else 0,
    }
    return render(request, "pulse/links.html", context, status=status)


def do(doing, round, request):
    """What a button asks for; the new link's customer, person and address if one was made. Raises Refused."""
    by = request.user
    if doing.verb == "all":
        say_mailed(request, actions.ask_for_mail(round=round, stakeholders=list(to_mail(round)), by=by))
        return None
    if not doing.verb:
        messages.info(request, "Nothing was done: that button is not known here.")
        return None
    customer = with_links(to_ask(round), round).filter(pk=doing.customer).first()
    if customer is None:
        raise Http404("No such customer in this round.")
    if doing.verb == "make":
        link, token = actions.make_link(round=round, stakeholder=customer, by=by)
        return {"customer": customer, "link": link, "address": address_of(token, site_of(request))}
    if doing.verb == "withdraw":
        ended = actions.withdraw_links(round=round, stakeholder=customer, by=by)
        messages.success(request, f"{plural(ended, 'link')} of {customer} withdrawn: nobody can open them any more.")
    elif doing.verb == "mail":
        mail(customer, round, request)
    else:
        wish(doing.verb, customer, request)
    return None


def mail(customer, round, request):
    if customer.wants_no_mail:
        raise Refused(f"{speaker_of(customer)} wants no mail. Make a link and give it to them another way.")
    if not customer.mail_address:
        raise Refused(f"No e-mail address is known for {customer}. Add one in the directory, or make a link to copy.")
    answer = getattr(customer, "now", None)
    if answer and answer.is_settled:
        said = f"{customer} is not asked by mail any more: see their answer."
        raise Refused(f"{said} A link to copy still lets them change it.")
    say_mailed(request, actions.ask_for_mail(round=round, stakeholders=[customer], by=request.user))


def say_mailed(request, new):
    if new:
        names = ", ".join(str(each) for each in new[:3])
        more = f" and {len(new) - 3} more" if len(new) > 3 else ""
        messages.success(request, f"Mail with a link goes out in a few minutes to {names}{more}.")
    else:
        messages.info(request, "Nobody new to mail: they were all mailed, or asked for, already.")


def wish(verb, customer, request):
    """Note, or take back, that whoever speaks for this customer wants no mail."""
    person = speaker_of(customer)
    if person is None:
        raise Refused(f"Nobody speaks for {customer}.")
    if verb == "no_mail":
        actions.stop_mail(person=person, by=request.user)
        messages.success(request, f"{person} gets no mail with links any more, from any project.")
    else:
        actions.allow_mail(person=person, by=request.user)
        messages.success(request, f"{person} may get mail with links again.")
