"""The login that looked after a customer stands in the team's member by now.

The column's index goes before the renaming and comes after it: renamed with the column it would keep its old name,
until SQLite remakes the table and gives it the new one, which on the way back is then taken twice.
"""

import django.db.models.deletion
from django.db import migrations, models

WORDS = {"blank": True, "help_text": "Who of the team looks after them.", "null": True, "to": "customers.teammember"}
NOW = {"related_name": "looks_after", "on_delete": django.db.models.deletion.SET_NULL}
PAST = {"related_name": "+", "on_delete": django.db.models.deletion.DO_NOTHING, "db_constraint": False}


def indexed(name, is_indexed):
    for model, kind in (("stakeholder", NOW), ("historicalstakeholder", PAST)):
        yield migrations.AlterField(model, name, models.ForeignKey(**WORDS, **kind, db_index=is_indexed))


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_owners_join_the_team")]

    operations = [
        migrations.RemoveField("stakeholder", "relationship_owner"),
        migrations.RemoveField("historicalstakeholder", "relationship_owner"),
        *indexed("relationship_member", False),
        migrations.RenameField("stakeholder", "relationship_member", "relationship_owner"),
        migrations.RenameField("historicalstakeholder", "relationship_member", "relationship_owner"),
        *indexed("relationship_owner", True),
    ]
