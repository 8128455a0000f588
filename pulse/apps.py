from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "pulse"

    def ready(self):
        from accounts.mailing import SENDERS, SOURCES, Source
        from customers.listed import add_to_list
        from projects.frame import Tab, add_tab
        from projects.permissions import Permission
        from valuecriteria.queries import HEARD

        from .mailing import managers_due, owners_due, promises_for, rounds_for, send_links
        from .queries import days_heard, last_heard, last_round_opened_on, open_promises, open_round_number

        add_tab(
            Tab("Pulse", "pulse", order=50, permission=Permission.SEE_VALUE),
            open_round=open_round_number,
            last_round_on=last_round_opened_on,
        )
        add_tab(
            Tab("Promises", "promises", order=60, permission=Permission.SEE_VALUE, count="open_promises"),
            open_promises=open_promises,
        )
        # What they say in a round is heard too: in the list's rows and, in valuecriteria's place, its filter and order.
        HEARD.append(days_heard)
        add_to_list(heard_on=last_heard)
        SOURCES.extend([Source(managers_due, rounds_for), Source(owners_due, promises_for)])
        SENDERS.append(send_links)
