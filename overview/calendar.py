"""A user's calendar: reviews and rounds that wait for them, the rounds of the projects they manage, promises to keep.

Everything is asked as that user, without judgement of anybody. Nothing of it depends on the moment at which it is read:
as long as nothing changes in the register, the calendar is the same to the byte.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import icalendar
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from projects.models import Project, Stage
from pulse.models import Promise, PulseRound
from pulse.saying import WITHIN
from pulse.standing import next_round_on
from registry.templatetags.register import plural
from valuecriteria.mailing import review_of, waiting_for

from .due import with_asked

NAME = "Customer register"
EVERY = timedelta(hours=1)  # how often a calendar should look again
MOST_SENTENCES = 20


@dataclass(frozen=True)
class Event:
    """Something on one whole day. `name` is the same as long as it is the same thing; `lines` say more of it."""

    name: str
    day: date
    summary: str
    lines: list
    path: str
    changed_at: datetime


def calendar_of(user, site):
    """The user's calendar as RFC 5545 has it, in bytes; its links lead to the register at `site`."""
    host = urlsplit(site).hostname
    calendar = icalendar.Calendar.new(name=NAME, prodid=f"-//{NAME}//EN", uid=f"calendar-{user.pk}@{host}")
    calendar.add("refresh-interval", EVERY, {"value": "DURATION"})
    for event in sorted(events_of(user), key=lambda event: (event.day, event.name)):
        written = icalendar.Event.new(
            uid=f"{event.name}@{host}",
            stamp=event.changed_at,
            start=event.day,
            end=event.day + timedelta(days=1),
            summary=on_one_line(event.summary),
            description="\n".join(map(on_one_line, event.lines)),
            url=site + event.path,
            transparency="TRANSPARENT",
        )
        calendar.add_component(written)
    return calendar.to_ical()


def on_one_line(text):
    """Without the line ends that a name may hold: a lone carriage return would begin a new property."""
    return " ".join(text.split())


def events_of(user):
    return [*reviews(user), *asked(user), *rounds(user), *promises(user)]


def reviews(user):
    """The wordings that wait for a sponsor: one event for all that wait in a project since the same day."""
    together = defaultdict(list)
    for criterion in waiting_for(user):
        together[criterion.stakeholder.project, timezone.localdate(criterion.waiting_since)].append(criterion)
    for (project, day), waiting in together.items():
        more = len(waiting) - MOST_SENTENCES
        yield Event(
            name=f"reviews-{project.pk}-{day:%Y%m%d}",
            day=day,
            summary=f"{plural(len(waiting), 'value waits,values wait')} for your review in {project.key}",
            lines=[
                *(review_of(criterion).sentence for criterion in waiting[:MOST_SENTENCES]),
                *([f"And {more} more."] if more > 0 else []),
            ],
            path=reverse("review", args=[waiting[0].pk]),
            changed_at=waiting[-1].waiting_since,
        )


def asked(user):
    """The open rounds that wait for an answer which the user gives, for themselves or for a group."""
    projects = Project.objects.known_to(user).filter(stage=Stage.ACTIVE)
    found = with_asked(PulseRound.objects.open().filter(project__in=projects.values("pk")), user, "project")
    for open_round in found.exclude(asks=None).select_related("project").order_by():
        project, whom = open_round.project, open_round.asks_for or "you"
        yield Event(
            name=f"asked-{open_round.pk}",
            day=open_round.opened_on,
            summary=f"{project.key} asks how it does for {whom}",
            lines=[f"Round {open_round.number} of {project} has been open since {long_day(open_round.opened_on)}."],
            path=reverse("pulse-answer", args=[project.key, open_round.number, open_round.asks]),
            changed_at=open_round.updated_at,
        )


def rounds(user):
    """Of each active project that the user manages the round that is open, or the day on which the next one is due.

    A project that was never asked has no such day: My work says so.
    """
    newest = PulseRound.objects.filter(project=OuterRef("project")).newest_first().values("pk")[:1]
    found = PulseRound.objects.visible_to(user).filter(project__managers=user.pk, project__stage=Stage.ACTIVE)
    for newest_round in found.filter(pk=Subquery(newest)).select_related("project").order_by():
        project, due = newest_round.project, next_round_on(newest_round.project, newest_round.opened_on)
        asked = f"The customers of {project} are asked {WITHIN.get(project.rhythm, 'at no fixed rhythm')}."
        if newest_round.is_open:
            yield Event(
                name=f"round-{newest_round.pk}",
                day=newest_round.opened_on,
                summary=f"Round {newest_round.number} is open in {project.key}",
                lines=[f"Open since {long_day(newest_round.opened_on)}.", asked],
                path=newest_round.get_absolute_url(),
                changed_at=max(newest_round.updated_at, project.updated_at),
            )
        elif due:
            yield Event(
                name=f"next-round-{project.pk}",
                day=due,
                summary=f"The next round is due in {project.key}",
                lines=[asked, f"The last round opened on {long_day(newest_round.opened_on)}."],
                path=reverse("pulse", args=[project.key]),
                changed_at=max(newest_round.updated_at, project.updated_at),
            )


def promises(user):
    """What the user undertook in open projects and has not done, and what anybody did in those that they manage.

    As on My work, what somebody undertook themselves is theirs to know of, even where they may not open the project.
    """
    readable = Project.objects.value_known_to(user).filter(pk=OuterRef("stakeholder__project"))
    managed = Project.objects.value_known_to(user).filter(managers=user.pk).values("pk")
    found = Promise.objects.open().filter(stakeholder__project__in=Project.objects.open().values("pk"))
    found = found.filter(Q(owner=user.pk) | Q(stakeholder__project__in=managed)).annotate(is_readable=Exists(readable))
    for promise in found.select_related("stakeholder__project", "stakeholder__party", "owner").order_by():
        project, is_own = promise.stakeholder.project, promise.owner_id == user.pk
        whose = "Your promise" if is_own else f"Promise of {promise.by_whom}"
        place = str(project) if promise.is_readable else project.key
        told = "" if promise.is_readable else " Tell the project's manager when it is done."
        yield Event(
            name=f"promise-{promise.pk}",
            day=promise.due_on,
            summary=f"{whose} to {promise.stakeholder} in {project.key}: {promise}",
            lines=[str(promise), f"Promised to {promise.stakeholder} in {place}.{told}"],
            path=promise.get_absolute_url() if promise.is_readable else reverse("my-work"),
            changed_at=promise.updated_at,
        )


def long_day(day):
    return date_format(day, "j F Y")
