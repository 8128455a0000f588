from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "pulse"

    def ready(self):
        from projects.frame import Tab, add_tab
        from projects.permissions import Permission

        from .queries import last_round_opened_on, open_promises, open_round_number

        add_tab(
            Tab("Pulse", "pulse", order=50, permission=Permission.SEE_VALUE),
            open_round=open_round_number,
            last_round_on=last_round_opened_on,
        )
        add_tab(
            Tab("Promises", "promises", order=60, permission=Permission.SEE_VALUE, count="open_promises"),
            open_promises=open_promises,
        )
