from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from registry.undo import HOLDING

        from . import converters  # noqa: F401 - <key:> and <id:> are there before any app's addresses are read
        from .actions import hold_for_undo
        from .frame import Tab, add_tab, counted

        HOLDING.append(hold_for_undo)
        add_tab(Tab("Goals", "goals", order=45, count="goal_count"), goal_count=lambda: counted("goals"))
