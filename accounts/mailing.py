"""Mail that tells users what waits for them: at once, or once a day, or not at all, as they choose (`Postbox.choice`).

What can wait is said by the apps above, each with a `Source` from its AppConfig.ready(); this module knows when to
tell, whom, and that it is told once. `manage.py send_mail_due` calls `send_mail_due()`, by cron, every few minutes.

Guarantees
- Once: every thing told is kept for its user (`Announced`), together with the moment of the message in one
  transaction. Whoever sends claims the user's postbox first, by one conditional UPDATE that holds only if mail is due,
  and looks for news again after it: of two runs at the same moment, one sends and the other finds nothing new.
- Nothing lost: what could not be sent is not kept as told. When the mail server is away, the next run tries again; when
  it refuses a message, or making one fails, that user's next try is half an hour later, and the others get theirs.
- What is told is looked up immediately before sending, with the user's own eyes: what was settled meanwhile, a project
  closed, a part ended, are not told.
- No transaction is open while the mail server is spoken to: it may take seconds, and on SQLite everybody would wait.

A crash between the mail server's yes and our note of it: at least once. The claim ends by itself after a quarter of an
hour and the message goes out again, because a message twice is a nuisance, and one never sent is a review nobody
knows of. Its Message-ID is made of what it tells, so it is the same both times, and mailboxes that look show it once.
The same holds for a process that stood still for longer than its claim.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import groupby
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from registry.templatetags.register import plural

from .models import Announced, MailChoice, Postbox, User, this_morning

CLAIM, AGAIN = timedelta(minutes=15), timedelta(minutes=30)
MOST_SENTENCES = 20

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Thing:
    """Something that waits for a user. `key` is the same as long as it is the same thing to decide.

    `since` when it waits; `place` where, in words; `sentence` says what, `path` leads there; `word` counts it
    ("value", or "entry,entries").
    """

    key: str
    word: str
    since: datetime
    place: str
    sentence: str
    path: str


@dataclass(frozen=True)
class Source:
    """Things of one kind: `users()` gives the keys of those for whom some may wait, `things(user)` what waits."""

    users: Callable
    things: Callable


SOURCES = []
# What else goes out at the same run, to whom is no user: each is called with the Report and the server's connection,
# and raises ServerAway.
SENDERS = []


class ServerAway(Exception):
    """The mail server did not answer, or did not let us in."""


@dataclass
class Report:
    """What a run did."""

    sent: int = 0
    failed: list = field(default_factory=list)  # [(to whom, why)]
    away: str = ""


@dataclass(frozen=True)
class News:
    """What a user is to be told now, and how many things they were told of before that still wait."""

    user: User
    things: list
    told: list


def send_mail_due():
    """Tell everybody for whom something new waits and mail is due; a Report."""
    report, server = Report(), get_connection()
    try:
        for key in keys_due():
            try:
                report.sent += tell(key, server)
            except ServerAway as away:
                report.away = str(away)
                break
            except Exception as error:  # whatever it is, the others get their mail
                log = logger.warning if isinstance(error, OSError) else logger.exception
                log("mail to user %s not sent: %s", key, error)
                report.failed.append((User.objects.get(pk=key).email, error))
                hang_up(server)
        else:
            send_others(report, server)
    finally:
        hang_up(server)
    return report


def send_others(report, server):
    try:
        for send in SENDERS:
            send(report, server)
    except ServerAway as away:
        report.away = str(away)


def hang_up(server):
    """The next message opens a connection of its own."""
    with suppress(OSError):
        server.close()


def keys_due():
    """The users for whom something may wait and whose mail is due. Whoever has no postbox yet is given one."""
    keys = {key for source in SOURCES for key in source.users()}
    known = set(Postbox.objects.filter(user__in=keys).values_list("user", flat=True))
    Postbox.objects.bulk_create([Postbox(user_id=key) for key in keys - known], ignore_conflicts=True)
    due = Postbox.objects.due(timezone.now()).filter(user__in=keys, user__is_active=True).exclude(user__email="")
    return list(due.order_by("user").values_list("user", flat=True))


def tell(key, server):
    """Send one user what is new to them; whether a message went out. Raises ServerAway, or what sending raised."""
    if not news_for(key):
        return False
    claim = claim_postbox(key)
    if claim is None:
        return False
    try:
        news = news_for(key)
        if news:
            post(message_of(news), server)
    except ServerAway:
        release(key, claim)
        raise
    except Exception:
        release(key, claim, until=timezone.now() + AGAIN)
        raise
    if news:
        record(news, claim)
    else:
        release(key, claim)
    return bool(news)


def news_for(key):
    """The News of a user, as they may see it now; None if there is none to be told today."""
    user = User.objects.filter(pk=key, is_active=True).select_related("postbox").first()
    if user is None or user.mail_choice == MailChoice.NEVER:
        return None
    things = [thing for source in SOURCES for thing in source.things(user)]
    told = set(Announced.objects.filter(user=user).values_list("thing", flat=True)) if things else set()
    new = [thing for thing in things if thing.key not in told]
    # The day's message says what waited in the morning. What comes at nine alone would leave ten o'clock to tomorrow.
    morning = this_morning(timezone.now())
    if not new or (user.mail_choice == MailChoice.DAILY and all(thing.since >= morning for thing in new)):
        return None
    return News(user, new, [thing for thing in things if thing.key in told])


def claim_postbox(key):
    """A mark with which this process alone may send to that user for a while; None if mail is not due (any more)."""
    claim, now = uuid4(), timezone.now()
    claimed = Postbox.objects.due(now).filter(user=key).update(not_before=now + CLAIM, claimed_by=claim)
    return claim if claimed else None


def release(key, claim, until=None):
    Postbox.objects.filter(user=key, claimed_by=claim).update(not_before=until, claimed_by=None)


@transaction.atomic
def record(news, claim):
    """Keep that these things were told, and when."""
    now = timezone.now()
    rows = [Announced(user=news.user, thing=thing.key, at=now) for thing in news.things]
    Announced.objects.bulk_create(rows, ignore_conflicts=True)
    Postbox.objects.filter(user=news.user).update(sent_at=now)
    release(news.user.pk, claim)


def post(message, server):
    """Hand a message to the mail server. Raises ServerAway if it cannot be reached, else what it answered."""
    try:
        server.open()
    except OSError as error:
        raise ServerAway(str(error)) from error
    server.send_messages([message])


def message_of(news):
    """The message: its subject is the finding, a sentence for each thing, and how to change when it comes."""
    finding = finding_of(news)
    # By place, in the order of what waits longest.
    order = list(dict.fromkeys(thing.place for thing in news.things))
    things = sorted(news.things, key=lambda thing: order.index(thing.place))
    shown = groupby(things[:MOST_SENTENCES], key=lambda thing: thing.place)
    host = urlsplit(settings.SITE_URL).netloc
    context = {
        "user": news.user,
        "finding": finding,
        "places": [(place, list(these)) for place, these in shown],
        "has_headings": len(order) > 1,
        "more": max(0, len(things) - MOST_SENTENCES),
        "told": len(news.told),
        "site": settings.SITE_URL,
        "current_site": {"domain": host},
    }
    mark = sha256(" ".join([str(news.user.pk), *sorted(thing.key for thing in things)]).encode()).hexdigest()[:32]
    return EmailMessage(
        subject=finding,
        body=render_to_string("accounts/waiting.txt", context).strip() + "\n",
        to=[news.user.email],
        # Auto-Submitted: nobody's absence answers it.
        headers={"Message-ID": f"<{mark}@{urlsplit(settings.SITE_URL).hostname}>", "Auto-Submitted": "auto-generated"},
    )


def finding_of(news):
    """ "3 values wait for you in CRM1 Customer management software", "2 more values and one conflict wait for you in
    2 projects": "more" than those of its kind that they were told of before."""
    told = {thing.word for thing in news.told}
    counted = [amount(word, [t for t in news.things if t.word == word], word in told) for word in words_of(news.things)]
    places = {" ".join(thing.place.split()) for thing in news.things}
    where = places.pop() if len(places) == 1 else plural(len(places), "project")
    finding = f"{' and '.join(counted)} {'waits' if len(news.things) == 1 else 'wait'} for you in {where}"
    return finding[0].upper() + finding[1:]


def words_of(things):
    return list(dict.fromkeys(thing.word for thing in things))


def amount(word, things, more):
    number, named = plural(len(things), word).split(" ", 1)
    return f"{'one' if len(things) == 1 else number} {'more ' if more else ''}{named}"
