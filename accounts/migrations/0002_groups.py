"""The two groups of users that DOMAIN.md's table speaks of."""

from django.db import migrations

NAMES = ["Project managers", "PMO viewers"]


def make(apps, schema_editor):
    for name in NAMES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
