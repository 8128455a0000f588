"""A project's whole register, a sheet for each of its lists."""

from django.utils import timezone

from customers.models import TeamMember
from customers.tables import customer_columns, deliverable_table, team_table
from projects.tables import goal_table, names_of
from pulse.models import Promise
from pulse.tables import heard_table, promise_table
from registry.export import Table, in_chunks
from valuecriteria.conflicts import conflicts_of
from valuecriteria.models import Review, ValueCriterion
from valuecriteria.tables import baseline_table, conflict_table, criterion_table

from .parts import engagement, parts_of, read

BESIDE = {
    "Kept informed": lambda part: part.communication,
    "No own benefit": lambda part: "yes" if part.no_own_benefit else "",
}
# For those who may see how customers are judged.
JUDGED = {
    "Influence (1-5)": read("influence"),
    "Interest (1-5)": read("interest"),
    "Engagement now": engagement("engagement_now"),
    "Engagement wanted": engagement("engagement_wanted"),
    "How to win them": read("strategy"),
    "Private notes": read("notes"),
    "Assessed on": read("assessed_on"),
}


def register_tables(project, user):
    members = TeamMember.objects.filter(project=project.pk).select_related("person__group", "home_group", "provider")
    goals = project.goals.prefetch_related("organisational_goals").with_aligned_count()
    criteria = ValueCriterion.objects.filter(stakeholder__project=project.pk)
    promises = Promise.objects.filter(stakeholder__project=project.pk)
    promises = promises.select_related("stakeholder__party", "owner", "answer", "criterion__current_revision")
    return [
        Table("Project", FACT, facts_of(project)),
        goal_table(goals, sees_value=True),
        customer_table(project, user),
        criterion_table(criteria, project),
        deliverable_table(project),
        team_table(members.order_by("person__name_key", "from_on", "pk")),
        review_table(project),
        heard_table(project),
        promise_table(promises, ("due_on", "pk")),
        conflict_table(conflicts_of(project)),
        baseline_table(project),
    ]


FACT = {"Fact": lambda fact: fact[0], "Value": lambda fact: fact[1]}


def facts_of(project):
    return [
        ("Project", project.name),
        ("Key", project.key),
        ("Stage", project.get_stage_display()),
        ("Status", project.get_status_display()),
        ("Why this status", project.status_note),
        ("Starts", project.starts_on),
        ("Ends", project.ends_on),
        ("Expected benefit", project.benefit),
        ("Serves", names_of(project.organisational_goals.order_by("name", "pk"))),
        ("Accountable sponsor", project.sponsor_name),
        ("Managed by", names_of(project.managers.order_by("name", "pk"))),
        ("Latest baseline", project.baseline_number),
        ("As of", timezone.now()),
    ]


def customer_table(project, user):
    """All who take part, customers or not."""
    judged = project.can["see_judgement"]
    columns = customer_columns(user) | BESIDE | (JUDGED if judged else {})
    return Table("Customers", columns, parts_of(project, judged=judged))


DECISIONS = {
    "Decided": lambda review: review.decided_at,
    "By": lambda review: review.decided_by.name,
    "Customer": lambda review: review.revision.criterion.stakeholder.party.name,
    "In their words": lambda review: review.revision.statement,
    "Wording": lambda review: review.revision.number,
    "Decision": lambda review: review.get_decision_display(),
    "Comment": lambda review: review.comment,
}


def review_table(project):
    """Every decision of a sponsor about a wording, those on earlier wordings included."""
    found = Review.objects.filter(revision__criterion__stakeholder__project=project.pk)
    found = found.select_related("decided_by", "revision__criterion__stakeholder__party")
    return Table("Reviews", DECISIONS, in_chunks(found, ("pk",)))
