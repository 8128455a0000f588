from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"

    def ready(self):
        from registry import history, lookups  # noqa: F401 - receivers listen, lookups hold from here on
