from django.apps import AppConfig


class ValuecriteriaConfig(AppConfig):
    name = "valuecriteria"
    verbose_name = "value criteria"
