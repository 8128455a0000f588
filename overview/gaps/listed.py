"""The same checks as conditions over Project: whether each holds, in the one statement that fetches a list of projects.

The page of one project works its gaps out of its facts, in sentences (the modules beside this one); a list of fifty
asks no more than whether there are any. Both must say the same of every project: wherever tests/overview/test_gaps.py
asks for a gap, it compares them. Undecided conflicts are the one check that SQL cannot tell: `undecided_in` does.
"""

from datetime import datetime, time, timedelta
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull
from django.utils import timezone

from customers.models import Recipient, Representation, Role, RoleAssignment, Stakeholder, TeamMember
from customers.providers import of_new_provider
from customers.service import in_role, speaking_today
from projects.models import Deliverable, Goal, Project
from pulse.models import Promise
from pulse.standing import at_risk, silent
from valuecriteria.models import Alignment, Review, State, ValueCriterion

from .criteria import ASSUMED_DAYS, PARTS, REVIEW_DAYS
from .team import ENDING_DAYS


def conditions():
    """{name of a rule: the condition under which its check holds}, over Project; for the reader's today."""
    return conditions_on(timezone.localdate(), timezone.get_current_timezone_name())


@lru_cache(maxsize=4)
def conditions_on(*day):
    """Made once a day: making them takes as long as the database takes to answer."""
    gaps, premises = missing(), needed()
    return {name: ~gap & premises[name] if name in premises else ~gap for name, gap in gaps.items()}


def needed():
    """What must be there before a check can hold at all."""
    there = {
        "silent": customers(),
        "sponsor-value": parts().sponsors(),
        "goal-value": goals(),
        "unheard": customers(),
        "kinds": criteria(),
        "aligned": criteria(),
        "complete": criteria(),
        "owner": customers(),
    }
    return {name: Exists(rows) for name, rows in there.items()}


def missing():
    """{name of a rule: the condition under which something is missing}."""
    return {
        "sponsor": ~Exists(RoleAssignment.objects.accountable().filter(project=OuterRef("pk"))),
        "purpose": ~Exists(Project.organisational_goals.through.objects.filter(project=OuterRef("pk"))),
        "goal": ~Exists(goals()),
        "review": Exists(late_reviews()),
        "assumed": Exists(
            open_criteria().in_state(State.ASSUMED).filter(current_revision__written_at__lt=before(ASSUMED_DAYS))
        ),
        "unspoken": Exists(
            parts()
            .having_role(kind=Role.Kind.END_USER)
            .filter(~Exists(speaking_today().filter(spoken_for=OuterRef("pk"))), ~in_role(Role.Kind.SENIOR_USER))
        ),
        "risk": Exists(at_risk(customers())),
        "promise": Exists(promises().overdue()),
        "untold": Exists(promises().untold()),
        "unheard": Exists(silent(customers())),
        "recipient": Exists(deliverables().filter(~Exists(Recipient.objects.filter(deliverable=OuterRef("pk"))))),
        "deliverable-goal": Exists(
            deliverables().filter(~Exists(Deliverable.goals.through.objects.filter(deliverable=OuterRef("pk"))))
        ),
        "unrepresented": Exists(
            customers().filter(
                ~Exists(Representation.objects.current().filter(stakeholder=OuterRef("pk"))), party__kind="group"
            )
        ),
        "silent": Exists(customers().filter(~values(), ~in_role(Role.Kind.SPONSOR))),
        "sponsor-value": Exists(parts().sponsors().filter(~values(), no_own_benefit=False)),
        "goal-value": Exists(goals().filter(~Exists(support()), justification=None)),
        "kinds": Exists(one_sided()),
        "aligned": Exists(open_criteria().unaligned().unjustified()),
        "complete": Exists(open_criteria().filter(Q(*[(part, "") for part in PARTS], _connector=Q.OR))),
        "lent": Exists(seconded().filter(provider=None)),
        "lent-until": Exists(ending()),
        "provider": IsNull(of_new_provider("provider"), False),
        "owner": Exists(customers().filter(~Exists(TeamMember.objects.not_left().filter(looks_after=OuterRef("pk"))))),
    }


def before(days):
    """The moment before which something is older than so many days, as `Facts.days_since` counts them: by the day."""
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days), time.min))


def parts():
    return Stakeholder.objects.filter(project=OuterRef("pk"))


def customers():
    return parts().customers()


def criteria():
    return ValueCriterion.objects.filter(stakeholder__project=OuterRef("pk"))


def open_criteria():
    return criteria().filter(outcome="")


def goals():
    return Goal.objects.filter(project=OuterRef("pk"))


def deliverables():
    return Deliverable.objects.filter(project=OuterRef("pk"))


def promises():
    return Promise.objects.filter(stakeholder__project=OuterRef("pk"))


def seconded():
    return TeamMember.objects.not_left().filter(project=OuterRef("pk"), is_seconded=True)


def values(**what):
    """Over Stakeholder: whether they have a criterion that is not withdrawn."""
    return Exists(ValueCriterion.objects.live().filter(stakeholder=OuterRef("pk"), **what))


def late_reviews():
    waiting = open_criteria().with_facts().with_waiting_since()
    return waiting.filter(decision=None, waiting_since__lt=before(REVIEW_DAYS))


def one_sided():
    """Customers with criteria of one kind alone, but for a sponsor without a benefit of their own."""
    service, deliverable = values(kind=ValueCriterion.Kind.SERVICE), values(kind=ValueCriterion.Kind.DELIVERABLE)
    exempt = Q(no_own_benefit=True) & in_role(Role.Kind.SPONSOR)
    return customers().filter((service & ~deliverable) | (~service & deliverable)).exclude(exempt)


def support():
    """Over Goal: what agreed criteria do for it."""
    agreed = ValueCriterion.objects.live().with_facts().filter(decision=Review.Decision.AGREE)
    support = Alignment.objects.filter(goal=OuterRef("pk")).exclude(effect=Alignment.Effect.CONFLICT)
    return support.filter(Exists(agreed.filter(pk=OuterRef("criterion"))))


def ending():
    """Secondments that end soon and that no later entry of the same person follows."""
    followed = TeamMember.objects.filter(
        project=OuterRef("project"), person=OuterRef("person"), from_on=OuterRef("to_on")
    )
    return seconded().filter(~Exists(followed), to_on__lte=timezone.localdate() + timedelta(days=ENDING_DAYS))
