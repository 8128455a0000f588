from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"

    def ready(self):
        from registry import history  # noqa: F401 - its receivers listen from here on
