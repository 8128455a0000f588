"""People and groups are found by telephone number in any grouping, and names of every script by their words."""

from django.db import migrations

import customers.phones
from registry.search import SearchField, refold


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_owner_no_login")]
    operations = [
        # What the text is made of changes, not its column.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="party",
                    name="search_text",
                    field=SearchField("name", "title", "email", "phone", also={"phone": customers.phones.search_words}),
                )
            ]
        ),
        migrations.RunPython(*refold("customers", "Party", "name_key", "search_text")),
    ]
