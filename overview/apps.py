from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"

    def ready(self):
        from projects.frame import Tab, add_tab
        from projects.permissions import Permission

        add_tab(Tab("Overview", "project", order=10))
        add_tab(Tab("History", "project-history", order=90, permission=Permission.SEE_VALUE))
