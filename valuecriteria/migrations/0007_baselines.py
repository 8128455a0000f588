"""Baselines, and the triggers that keep them as they were signed.

A row of the two tables can be neither changed nor deleted, whatever the way. One change passes, once and for good: a
text becomes empty, which is how a person is erased from what was signed. Whoever owns the tables can drop a trigger;
nobody does so by accident. SQLite drops them with the table when a later migration remakes it (altering a column, adding
a constraint): such a migration calls `seal` again, which is why it can be called at any time.
"""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import registry.models

# {table: the column of typed text that may become empty}
TEXTS = {"valuecriteria_baseline": "comment", "valuecriteria_signedtext": "text"}
UNIQUE = {"valuecriteria_baseline": ("project_id", "number"), "valuecriteria_signedtext": ("baseline_id", "place")}
WORDS = "what was signed stays as it was signed"

POSTGRESQL = """
CREATE OR REPLACE FUNCTION valuecriteria_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF NOT EXISTS (SELECT 1 FROM valuecriteria_baseline) THEN
            RETURN NULL;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND to_jsonb(NEW) ->> TG_ARGV[0] = '' THEN
        IF to_jsonb(NEW) - TG_ARGV[0] = to_jsonb(OLD) - TG_ARGV[0] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation';
END
$$
"""


def seal(apps, schema_editor):
    """Make the triggers, anew where they are already."""
    unseal(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL.format(words=WORDS))
        for table, text in TEXTS.items():
            for name, when in (("row", "UPDATE OR DELETE"), ("all", "TRUNCATE")):
                each = "ROW" if name == "row" else "STATEMENT"
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_sealed_{name} BEFORE {when} ON {table} "
                    f"FOR EACH {each} EXECUTE FUNCTION valuecriteria_sealed('{text}')"
                )
        return
    for table, text in TEXTS.items():
        columns = [each.name for each in columns_of(schema_editor.connection, table) if each.name != text]
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in columns)
        # INSERT OR REPLACE would delete the row in its way without asking the trigger for deletions.
        there = " OR ".join(["id = NEW.id", " AND ".join(f"{name} = NEW.{name}" for name in UNIQUE[table])])
        refusals = {
            "update": f"WHEN NOT (NEW.{text} = '' AND {same})",
            "delete": "",
            "insert": f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})",  # noqa: S608 - names of ours
        }
        for verb, when in refusals.items():
            schema_editor.execute(
                f"CREATE TRIGGER {table}_sealed_{verb} BEFORE {verb.upper()} ON {table} {when} "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def unseal(apps, schema_editor):
    for table in TEXTS:
        if schema_editor.connection.vendor == "postgresql":
            for name in ("row", "all"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_sealed_{name} ON {table}")
        else:
            for verb in ("update", "delete", "insert"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_sealed_{verb}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS valuecriteria_sealed()")


def columns_of(connection, table):
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0010_work_out_keys"),
        ("projects", "0004_handed_over"),
        ("registry", "0001_initial"),
        ("valuecriteria", "0006_justifications"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Baseline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="logged"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                ("number", models.PositiveSmallIntegerField()),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("comment", models.TextField(blank=True, max_length=2000)),
                ("criterion_count", models.PositiveSmallIntegerField(verbose_name="criteria")),
                ("content", models.JSONField()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="baselines", to="projects.project"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="baselines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["project", "-number"],
            },
            bases=(registry.models.TidyText, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBaseline",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="logged"),
                ),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="last changed")),
                ("in_project", models.BigIntegerField(editable=False, null=True)),
                ("source", models.CharField(default="", editable=False, max_length=20)),
                ("subject", models.CharField(default="", editable=False, max_length=300)),
                ("changes", models.JSONField(default=list, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("criterion_count", models.PositiveSmallIntegerField(verbose_name="criteria")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.batch",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical baseline",
                "verbose_name_plural": "historical baselines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SignedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("text", models.TextField(max_length=1000)),
                (
                    "baseline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="valuecriteria.baseline"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="signed_texts",
                        to="customers.party",
                    ),
                ),
            ],
            options={
                "ordering": ["baseline", "place"],
            },
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.UniqueConstraint(
                fields=("project", "number"), name="valuecriteria_baseline_one_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="valuecriteria_baseline_number_from_1"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.CheckConstraint(
                condition=models.Q(("criterion_count__gte", 1)),
                name="valuecriteria_baseline_holds_something",
                violation_error_message="A baseline holds at least one agreed criterion.",
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.CheckConstraint(
                condition=models.Q(("comment__length__lte", 2000)),
                name="valuecriteria_baseline_comment_length",
                violation_error_message="At most 2000 characters.",
            ),
        ),
        migrations.AddIndex(
            model_name="historicalbaseline",
            index=models.Index(fields=["in_project", "-history_date"], name="valuecriter_in_proj_192ce3_idx"),
        ),
        migrations.AddIndex(
            model_name="historicalbaseline",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"], name="valuecriteria_baseline_batch"
            ),
        ),
        migrations.AddConstraint(
            model_name="signedtext",
            constraint=models.UniqueConstraint(
                fields=("baseline", "place"), name="valuecriteria_signedtext_one_per_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="signedtext",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__length__lte", 1000)),
                name="valuecriteria_signedtext_text_length",
                violation_error_message="At most 1000 characters.",
            ),
        ),
        migrations.RunPython(seal, unseal),
    ]
