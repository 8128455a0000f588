"""Whoever looks after a customer joins the project's team; the shipped role of resource providers gets its kind."""

from django.db import migrations
from django.utils import timezone


def join(apps, schema_editor):
    parts = apps.get_model("customers", "Stakeholder").objects
    past = apps.get_model("customers", "HistoricalStakeholder").objects
    owned = parts.exclude(relationship_owner=None).order_by("created_at", "pk")
    for stakeholder in owned.select_related("relationship_owner"):
        member = member_of(apps, stakeholder)
        parts.filter(pk=stakeholder.pk).update(relationship_member=member)
        # Versions that name an earlier owner, by then nobody of the team, keep the name in their words alone.
        of_theirs = past.filter(id=stakeholder.pk, relationship_owner=stakeholder.relationship_owner_id)
        of_theirs.update(relationship_member_id=member.pk)


def member_of(apps, stakeholder):
    """The owner as a member of this project's team: the person linked to the login, else a new one."""
    people, team = apps.get_model("customers", "Party").objects, apps.get_model("customers", "TeamMember").objects
    user = stakeholder.relationship_owner
    person = people.filter(user=user).first()
    if person is None:
        person = recorded(
            apps, people.create(kind="person", name=user.name or user.email, user=user), None, "person “{}”"
        )
    member = team.filter(project=stakeholder.project_id, person=person, to_on=None).first()
    if member is None:
        since = timezone.localdate(stakeholder.created_at)
        member = team.create(project_id=stakeholder.project_id, person=person, from_on=since)
        recorded(apps, member, member.project_id, "team member “{}”", name=person.name)
    return member


def recorded(apps, row, project, words, name=None):
    """The row, with the first version of its history."""
    versions = apps.get_model("customers", f"Historical{row._meta.object_name}")
    mine = {field.attname for field in row._meta.concrete_fields}
    versions.objects.create(
        **{f.attname: getattr(row, f.attname) for f in versions._meta.concrete_fields if f.attname in mine},
        history_date=timezone.now(),
        history_type="+",
        source="command",
        in_project=project,
        subject=words.format(name or row.name),
    )
    return row


def leave(apps, schema_editor):
    """Back to logins: an owner who has none is lost. Who joined stays on the team."""
    for name in ("Stakeholder", "HistoricalStakeholder"):
        rows = apps.get_model("customers", name).objects
        logins = apps.get_model("customers", "TeamMember").objects.exclude(person__user=None)
        for member, user in logins.values_list("pk", "person__user"):
            rows.filter(relationship_member=member).update(relationship_owner=user)


def name_provider(apps, schema_editor):
    """The role that shipped as "Resource provider", whatever an administrator calls it by now."""
    roles, past = (apps.get_model("customers", name).objects for name in ("Role", "HistoricalRole"))
    named = set(roles.filter(name="Resource provider").values_list("pk", flat=True))
    named |= set(past.filter(name="Resource provider").values_list("id", flat=True))
    found = roles.filter(pk__in=named, kind="other").order_by("position", "pk").first()
    if found is not None:
        roles.filter(pk=found.pk).update(kind="provider")
        past.filter(id=found.pk).update(kind="provider")


def unname_provider(apps, schema_editor):
    for name in ("Role", "HistoricalRole"):
        apps.get_model("customers", name).objects.filter(kind="provider").update(kind="other")


class Migration(migrations.Migration):
    dependencies = [("customers", "0005_owner_on_the_team")]
    operations = [migrations.RunPython(join, leave), migrations.RunPython(name_provider, unname_provider)]
