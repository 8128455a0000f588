"""On PostgreSQL: the index that answers searches."""

from django.db import migrations

from registry.search import search_index


class Migration(migrations.Migration):
    dependencies = [("valuecriteria", "0001_initial")]
    operations = [migrations.RunPython(*search_index("valuecriteria_valuecriterion"))]
