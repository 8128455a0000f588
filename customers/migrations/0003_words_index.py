"""On PostgreSQL: the indexes that answer searches, and names compared byte by byte as in SQLite."""

from django.db import migrations

from registry.search import bytewise, search_index


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_roles")]
    operations = [
        migrations.RunPython(*search_index("customers_party")),
        migrations.RunPython(*bytewise("customers_party", "name_key")),
    ]
