"""Columns by which entries of the directory that may be one and the same are found."""

from django.conf import settings
from django.db import migrations, models

import customers.matching
import customers.models.keys


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0008_phones_are_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="first_word_key",
            field=customers.models.keys.KeyField(customers.matching.first_key, "kind", "name", max_length=200),
        ),
        migrations.AddField(
            model_name="party",
            name="last_word_key",
            field=customers.models.keys.KeyField(customers.matching.last_key, "kind", "name", max_length=200),
        ),
        migrations.AddField(
            model_name="party",
            name="phone_key",
            field=customers.models.keys.KeyField(customers.matching.number_key, "phone", max_length=60),
        ),
        migrations.AddField(
            model_name="party",
            name="same_name_key",
            field=customers.models.keys.KeyField(customers.matching.name_key, "kind", "name", max_length=200),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("phone_key", ""), _negated=True),
                fields=["phone_key"],
                name="customers_party_phone_key",
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["same_name_key", "group"], name="customers_party_same_name"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["first_word_key", "group"], name="customers_party_first_word"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["last_word_key", "group"], name="customers_party_last_word"),
        ),
    ]
