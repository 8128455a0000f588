from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"

    def ready(self):
        from projects.frame import COLUMNS, Column, Tab, add_tab
        from projects.permissions import Permission

        from .readiness import annotations, bring_readiness, in_words

        COLUMNS.append(Column("Readiness", "overview/_readiness_cell.html", annotations, bring_readiness, in_words))
        add_tab(Tab("Overview", "project", order=10))
        add_tab(Tab("History", "project-history", order=90, permission=Permission.SEE_VALUE))
