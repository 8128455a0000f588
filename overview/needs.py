"""What a project needs of its sponsor today, in one sentence, and which one needs them most. Never stored.

The order: where reviews wait, the longest waiting first; then where conflicts are undecided, the most first; then where
something happened since the last look, the most first; then where the sponsor has not said whether they benefit
themselves; then the others. Equals stand by their key.
"""

from dataclasses import dataclass

from django.urls import reverse

from customers.models import Stakeholder
from projects.models import Project
from registry.templatetags.register import plural

from .gaps import REVIEW_DAYS
from .gaps.gap import live


@dataclass(frozen=True)
class Need:
    """One project (from `with_looks`) and its sponsor.

    `reviews` are the criteria that wait, the oldest first; `silent` is their own part, if they have said neither what
    they value nor that they want nothing for themselves.
    """

    project: Project
    reviews: list
    days: int  # for how long the oldest waits
    conflicts: int
    news: int
    silent: Stakeholder | None

    @property
    def order(self):
        waits = -self.days if self.reviews else 1
        return (waits, -len(self.reviews), -self.conflicts, -self.news, self.silent is None, self.project.key)

    @property
    def is_pressing(self):
        """Whether it asks something of them; what merely happened does not."""
        return bool(self.reviews or self.conflicts or self.silent)

    @property
    def is_late(self):
        return bool(self.reviews) and self.days > REVIEW_DAYS

    @property
    def parts(self):
        """[(words, address)] of the sentence, the most pressing first; empty where nothing is needed."""
        key, parts = self.project.key, []
        if self.reviews:
            since = f"for {plural(self.days, 'day')}" if self.days else "since today"
            number = len(self.reviews)
            words = f"one review has waited {since}" if number == 1 else f"{number} reviews wait, the oldest {since}"
            parts.append((words, reverse("review", args=[self.reviews[0].pk])))
        if self.conflicts:
            words = "one conflict is undecided" if self.conflicts == 1 else f"{self.conflicts} conflicts are undecided"
            parts.append((words, reverse("conflicts", args=[key])))
        if self.news:
            since = "you last looked" if self.project.seen_until else "you became sponsor"
            words = f"{plural(self.news, 'thing')} happened since {since}"
            parts.append((words, reverse("project-since", args=[key])))
        if self.silent:
            words = "you have not said what you value yourself"
            parts.append((words, reverse("customer-value", args=[key, self.silent.pk])))
        return parts


def needs_of(user, facts_by_project, news, conflicts):
    """The needs of these projects, most pressing first; `news` {key: News} and `conflicts` {key: number undecided}."""
    needs = [need_of(user, facts, news[facts.project.pk], conflicts[facts.project.pk]) for facts in facts_by_project]
    return sorted(needs, key=lambda need: need.order)


def need_of(user, facts, news, conflicts):
    waiting = [c for c in facts.open_criteria if c.waiting_since and c.decision is None]
    waiting.sort(key=lambda criterion: (criterion.waiting_since, criterion.pk))
    own = [sponsor for sponsor in facts.sponsors if sponsor.party.user_id == user.pk]
    silent = [part for part in own if not live(part.valued) and not part.no_own_benefit]
    return Need(
        project=facts.project,
        reviews=waiting,
        days=facts.days_since(waiting[0].waiting_since) if waiting else 0,
        conflicts=conflicts,
        news=len(news.lines),
        silent=silent[0] if silent else None,
    )
