"""How the team reads the customers of a project: now, and as it was at first or on a day. Judgement, all of it.

The facts of both pictures and of a customer's page, from two statements for any number of customers.
"""

from dataclasses import dataclass

from .models import Assessment, Engagement, Role, Stakeholder

MOST = 1000  # customers on one picture; nobody reads more
HIGH = 4  # from here on influence and interest are high
ENGAGEMENT = {word: step for step, word in enumerate(Engagement.values)}
STRATEGIES = {
    (True, True): "Manage closely",
    (True, False): "Keep satisfied",
    (False, True): "Keep informed",
    (False, False): "Monitor",
}
KINDS = list(Role.Kind)


@dataclass(frozen=True)
class Move:
    """What became of one thing that is assessed: "influence", "2", "4"."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class Reading:
    """One customer as the team reads them: `now` and `then` are assessments or None."""

    customer: Stakeholder
    now: Assessment | None
    then: Assessment | None = None

    @property
    def influence(self):
        return self.now.influence if self.now else None

    @property
    def interest(self):
        return self.now.interest if self.now else None

    @property
    def is_placed(self):
        """Whether the grid can show them."""
        return self.influence is not None and self.interest is not None

    @property
    def strategy(self):
        return strategy(self.influence, self.interest) if self.is_placed else ""

    @property
    def distance(self):
        """Steps from the engagement now to the one wanted, minus for too much; None where either is not said."""
        if not self.now or not self.now.engagement_now or not self.now.engagement_wanted:
            return None
        return ENGAGEMENT[self.now.engagement_wanted] - ENGAGEMENT[self.now.engagement_now]

    @property
    def is_not_yet_supportive(self):
        """Said of those whose engagement is known."""
        word = self.now.engagement_now if self.now else ""
        return bool(word) and ENGAGEMENT[word] < ENGAGEMENT[Engagement.SUPPORTIVE]

    @property
    def kind(self):
        """The kind of their first role in the order of kinds: what the picture draws them as."""
        return min((each.role.kind for each in self.customer.held), key=KINDS.index, default=Role.Kind.OTHER)

    @property
    def moves(self):
        """What differs between then and now, as far as both say it."""
        if not self.now or not self.then or self.now.pk == self.then.pk:
            return []
        return [
            Move(label, words_of(self.then, name), words_of(self.now, name))
            for name, label in MOVING.items()
            if said(self.then, name) and said(self.now, name) and said(self.then, name) != said(self.now, name)
        ]


MOVING = {
    "influence": "influence",
    "interest": "interest",
    "engagement_now": "engagement",
    "engagement_wanted": "engagement wanted",
}


def said(assessment, name):
    return getattr(assessment, name)


def words_of(assessment, name):
    """What an assessment says of one thing, as people read it: "4", "supportive", ""."""
    value = getattr(assessment, name)
    if name.startswith("engagement"):
        return Engagement(value).label.lower() if value else ""
    return "" if value is None else str(value)


def strategy(influence, interest):
    return STRATEGIES[influence >= HIGH, interest >= HIGH]


def readings_of(project, then_on=None):
    """The customers of a project by name, each as read now, and then: on that day, or when they were first assessed."""
    customers = Stakeholder.objects.filter(project=project.pk).customers().select_related("party").with_roles()
    customers = list(customers.order_by("party__name_key", "pk")[:MOST])
    assessments = Assessment.objects.filter(stakeholder__project=project.pk).defer("notes")
    now = by_customer(assessments.newest())
    then = by_customer(assessments.newest(then_on) if then_on else assessments.where_it_began())
    return [Reading(each, now.get(each.pk), then.get(each.pk)) for each in customers]


def by_customer(assessments):
    return {assessment.stakeholder_id: assessment for assessment in assessments}


def reading_of(customer):
    """(Their reading, all their assessments, newest first): for a page about one customer, in one statement."""
    assessments = list(customer.assessments.order_by("-assessed_on"))
    now, then = (assessments[0], assessments[-1]) if assessments else (None, None)
    return Reading(customer, now, then), assessments
