from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "registry"

    def ready(self):
        from registry import fulltext, history, lookups  # noqa: F401 - receivers listen, lookups hold from here on

        history.listen_before_deletions()
        post_migrate.connect(fulltext.keep)
