"""The login that looked after a customer stands in the team's member by now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_owners_join_the_team")]

    operations = [
        migrations.RemoveField("stakeholder", "relationship_owner"),
        migrations.RemoveField("historicalstakeholder", "relationship_owner"),
        migrations.RenameField("stakeholder", "relationship_member", "relationship_owner"),
        migrations.RenameField("historicalstakeholder", "relationship_member", "relationship_owner"),
    ]
