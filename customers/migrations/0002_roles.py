"""The roles that ship; administrators rename and add."""

from django.db import migrations

# name, kind, counts as customer, the line beside its check box
ROLES = [
    ("Customer", "customer", True, "needs the service or the deliverable"),
    ("Sponsor", "sponsor", True, "answers for the project or pays"),
    ("Senior user", "senior_user", True, "speaks for those who use it"),
    ("End user", "end_user", True, "will use what is made"),
    ("Resource provider", "other", True, "gives people or money"),
    ("Subject-matter expert", "other", False, "knows what the team does not"),
    ("Team member", "other", False, "works on the project"),
    ("Supplier", "other", False, "delivers to the project"),
    ("Initiator", "other", False, "had the idea"),
    ("Other", "other", False, "none of these"),
]


def make(apps, schema_editor):
    Role = apps.get_model("customers", "Role")
    for place, (name, kind, counts, line) in enumerate(ROLES, start=1):
        Role.objects.get_or_create(
            name=name,
            defaults={
                "kind": kind,
                "counts_as_customer": counts,
                "description": line,
                "position": 10 * place,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
