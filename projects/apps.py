from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from . import converters  # noqa: F401 - <key:> and <id:> are there before any app's addresses are read
        from .frame import Tab, add_tab, counted

        add_tab(Tab("Goals", "goals", order=45, count="goal_count"), goal_count=lambda: counted("goals"))
