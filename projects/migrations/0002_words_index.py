"""On PostgreSQL: the indexes that answer searches, and names compared byte by byte as in SQLite."""

from django.db import migrations

from registry.search import bytewise, search_index


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [
        migrations.RunPython(*search_index("projects_project")),
        migrations.RunPython(*bytewise("projects_project", "name_key")),
    ]
