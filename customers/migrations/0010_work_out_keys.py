"""The keys of people and groups that are there already."""

from django.db import migrations

from registry.search import refold

KEYS = ("phone_key", "same_name_key", "first_word_key", "last_word_key")


class Migration(migrations.Migration):
    dependencies = [("customers", "0009_keys_of_likeness")]
    operations = [migrations.RunPython(*refold("customers", "Party", *KEYS))]
