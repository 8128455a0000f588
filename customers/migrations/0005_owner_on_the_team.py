"""A relationship owner becomes a member of the team; roles learn which of them is the resource provider's."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("sponsor", "Sponsor"),
    ("customer", "Customer"),
    ("senior_user", "Senior user"),
    ("end_user", "End user"),
    ("provider", "Resource provider"),
    ("other", "Other"),
]


class Migration(migrations.Migration):
    dependencies = [("customers", "0004_customers_in_depth")]

    operations = [
        migrations.AddField(
            "stakeholder",
            "relationship_member",
            models.ForeignKey(
                blank=True,
                help_text="Who of the team looks after them.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="looks_after",
                to="customers.teammember",
            ),
        ),
        migrations.AddField(
            "historicalstakeholder",
            "relationship_member",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Who of the team looks after them.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="customers.teammember",
            ),
        ),
        migrations.RemoveConstraint("role", "customers_role_kind_known"),
        migrations.AlterField("role", "kind", models.CharField(choices=KINDS, default="other", max_length=12)),
        migrations.AlterField(
            "historicalrole", "kind", models.CharField(choices=KINDS, default="other", max_length=12)
        ),
        migrations.AddConstraint(
            "role",
            models.CheckConstraint(
                condition=models.Q(kind__in=["sponsor", "customer", "senior_user", "end_user", "provider", "other"]),
                name="customers_role_kind_known",
            ),
        ),
    ]
