"""What the pulse tells by mail: its users of rounds to open and promises to keep, customers of their personal link.

Users are told as of everything that waits (accounts.mailing). Customers get a message of their own, because the manager
of a round asked for it, and one reminder if nobody has answered REMIND later. The link is made when its message goes
out: its secret is nowhere before, and not kept after. Each message is claimed first, its row locked, so that of
two runs at the same moment one sends it; a crash in between sends it again, with another link.
"""

import logging
from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.mailing import AGAIN, CLAIM, ServerAway, Thing, hang_up, post
from projects.actions import hold_open
from projects.models import Project, Rhythm
from registry.models import Refused

from .actions import drop_link, make_link
from .linked import reached
from .links import address_of
from .models import LinkMail, Promise
from .saying import WITHIN, day_of
from .standing import next_round_on, with_round_due

logger = logging.getLogger(__name__)


# --- users: rounds to open, promises to keep -------------------------------------------------------------------------


def managers_due():
    """The users who manage a project whose next round is due."""
    managers = Project.managers.through.objects.filter(project__in=with_round_due(Project.objects).values("pk"))
    return managers.order_by().values_list("user", flat=True).distinct()


def rounds_for(user):
    """The rounds that this manager may open, the one longest due first."""
    found = with_round_due(Project.objects.filter(managers=user.pk)).order_by("last_round_on", "key")
    return [round_of(project) for project in found]


def round_of(project):
    due = next_round_on(project, project.last_round_on)
    asked, last = WITHIN[Rhythm(project.rhythm)], day_of(project.last_round_on)
    return Thing(
        key=f"round {project.pk} after {project.last_round_on}",
        word="round",
        since=midnight(due),
        place=str(project),
        sentence=f"The next round has been due since {day_of(due)}: "
        f"customers are asked {asked}, the last time on {last}.",
        path=reverse("pulse", args=[project.key]),
    )


def owners_due():
    """The users whose promises are due."""
    return due_promises().exclude(owner=None).order_by().values_list("owner", flat=True).distinct()


def due_promises():
    due = Promise.objects.open().filter(due_on__lte=timezone.localdate())
    return due.filter(stakeholder__project__in=Project.objects.open())


def promises_for(user):
    """What this user undertook that is due, or late, the latest first."""
    known = Project.objects.known_to(user).filter(pk=OuterRef("stakeholder__project"))
    found = due_promises().filter(owner=user.pk).annotate(is_known=Exists(known))
    return [promise_of(each) for each in found.select_related("stakeholder__project", "stakeholder__party")]


def promise_of(promise):
    due = "is due today" if promise.due_on == timezone.localdate() else f"was due on {day_of(promise.due_on)}"
    return Thing(
        key=f"promise {promise.pk} {promise.due_on}",
        word="promise",
        since=midnight(promise.due_on),
        place=str(promise.stakeholder.project),
        sentence=f"What you promised {promise.stakeholder}: “{promise}”, {due}.",
        # Whoever may not open the project finds it on their own page.
        path=promise.get_absolute_url() if promise.is_known else reverse("my-work"),
    )


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


# --- customers: their link -------------------------------------------------------------------------------------------


def send_links(report, server):
    """Send every link that is due, and its one reminder; `report` says what came of it. Raises ServerAway."""
    due = LinkMail.objects.due(timezone.now()).order_by("pk")
    for mail in list(due.select_related("round__project", "round__opened_by", "stakeholder__party", "asked_by")):
        try:
            report.sent += send_link(mail, server)
        except ServerAway:
            raise
        except Exception as error:  # whatever it is, the others get theirs
            log = logger.warning if isinstance(error, OSError) else logger.exception
            log("mail %s with a personal link not sent: %s", mail.pk, type(error).__name__)
            report.failed.append((f"{mail.stakeholder} in {mail.round.project.key}", error))
            hang_up(server)


def send_link(mail, server):
    """Whether a message went out: not if another process is at it, or nobody is to be reached any more."""
    found = reached(mail) if is_claimed(mail) else None
    if found is None:
        return False
    person, address = found
    try:
        link, token = link_for(mail)
    except Refused:  # closed, or nobody speaks for them, since a moment ago
        return False
    try:
        post(message_with(mail, link, person, address, address_of(token, settings.SITE_URL)), server)
    except Exception as error:
        drop_link(link=link)
        wait = None if isinstance(error, ServerAway) else timezone.now() + AGAIN
        LinkMail.objects.filter(pk=mail.pk).update(not_before=wait)
        raise
    sent = {"reminded_at" if mail.sent_at else "sent_at": timezone.now(), "not_before": None}
    LinkMail.objects.filter(pk=mail.pk).update(**sent)
    return True


@transaction.atomic
def link_for(mail):
    """The link to send, unless somebody took the mail back, or said something, since it was claimed: then Refused."""
    hold_open(mail.round.project_id)
    if not LinkMail.objects.unanswered().filter(pk=mail.pk).exists():
        raise Refused("This mail is not wanted any more.")
    return make_link(round=mail.round, stakeholder=mail.stakeholder, by=mail.asked_by)


@transaction.atomic
def is_claimed(mail):
    """Whether this process alone may send it for a while; not if it is not due, or not due any more.

    Its row is locked before it is changed: what is due is asked over several tables, and whoever waited for an UPDATE
    of that kind is not asked again by PostgreSQL, and would send it too.
    """
    now = timezone.now()
    mine = LinkMail.objects.filter(pk=mail.pk)
    if not mine.due(now).select_for_update(of=("self",)):
        return False
    return bool(mine.update(not_before=now + CLAIM))


def message_with(mail, link, person, address, url):
    """The message that brings a link: the question as its subject, one address to open, another one to get no more."""
    project = mail.round.project
    asker = mail.asked_by or mail.round.opened_by
    context = {
        "person": person,
        "customer": mail.stakeholder,
        "project": project,
        "asker": asker.name if asker else "",
        "is_reminder": mail.sent_at is not None,
        "url": url,
        "until": link.expires_at,
        "no_more": f"{url}mail/",
        "site": settings.SITE_URL,
        "current_site": {"domain": urlsplit(settings.SITE_URL).netloc},
    }
    whom = mail.stakeholder if mail.stakeholder.party.is_group else "you"
    question = " ".join(f"How does {project.name} do for {whom}?".split())  # a subject is one line
    return EmailMessage(
        subject=f"Once more: {question}" if mail.sent_at else question,
        body=render_to_string("pulse/link_mail.txt", context).strip() + "\n",
        to=[address],
        reply_to=[asker.email] if asker and asker.email else None,
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{url}mail/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
