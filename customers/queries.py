"""Questions about customers that the frame of a project and several pages ask."""

from django.db.models import Aggregate, Case, Count, OuterRef, Prefetch, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from registry.search import fold

from .models import Party, RoleAssignment, SpeaksFor, Stakeholder

MOST_KNOWN = 8


def customer_count():
    """The number of a project's customers today, as an expression over Project."""
    counted = (
        Stakeholder.objects.customers()
        .filter(project=OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)


def number_of(stakeholders):
    """How many these parts in one project are, as an expression that their own list can carry along."""
    counted = stakeholders.order_by().values("project").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def of_sponsor(column):
    """A column of the accountable sponsor's assignment today, as an expression over Project; None without one."""
    found = RoleAssignment.objects.accountable().filter(project=OuterRef("pk")).order_by("-from_on", "-pk")
    return Subquery(found.values(column)[:1])


def with_parts(parties, user):
    """People and groups, each with `parts`: what they are in the projects `user` may see, roles included."""
    parts = Stakeholder.objects.visible_to(user).select_related("project").order_by("project__key", "pk")
    return parties.prefetch_related(Prefetch("stakeholders", queryset=parts.with_roles(), to_attr="parts"))


def known_as(parties, name, user):
    """Those of `parties` who may be meant by a typed name, the same name first; at most MOST_KNOWN + 1 of them."""
    exact = Case(When(name_key=fold(name)[:200], then=Value(0)), default=Value(1))
    found = parties.similar_to(name).select_related("group").order_by(exact, "name_key", "pk")
    return list(with_parts(found, user)[: MOST_KNOWN + 1])


class KeysOf(Aggregate):
    """The keys of several rows as one text, "3,14,15": a list of them that needs no statement of its own."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="STRING_AGG((%(expressions)s)::text, ',')")


def with_speakers(stakeholders):
    """Each with `speaker_keys`, the parts that were named to speak for it (`KeysOf`), whatever their roles today."""
    named = SpeaksFor.objects.filter(spoken_for=OuterRef("pk")).order_by().values("spoken_for")
    return stakeholders.annotate(speaker_keys=Subquery(named.annotate(keys=KeysOf("speaker")).values("keys")))


def spoken_pairs(stakeholders):
    """(speaker, spoken for) from stakeholders `with_speakers`."""
    return [(int(key), part.pk) for part in stakeholders for key in (part.speaker_keys or "").split(",") if key]


# Deep enough for any organisation; a bound all the same.
DEEPEST = 50
AROUND = """
    WITH RECURSIVE around (id, depth) AS (
        SELECT CASE WHEN party.kind = 'group' THEN party.id ELSE party.group_id END, 0
        FROM customers_party party
        JOIN customers_stakeholder part ON part.party_id = party.id
        WHERE part.project_id = %s
        UNION
        SELECT inner_group.group_id, around.depth + 1
        FROM customers_party inner_group
        JOIN around ON around.id = inner_group.id
        WHERE inner_group.group_id IS NOT NULL AND around.depth < %s
    )
    SELECT * FROM customers_party WHERE id IN (SELECT id FROM around)
"""


def groups_around(project):
    """{key: group} of the groups that take part in a project or have somebody in it, and of all groups around them."""
    return {group.pk: group for group in Party.objects.raw(AROUND, [project.pk, DEEPEST])}
