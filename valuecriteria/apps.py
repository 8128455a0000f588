from django.apps import AppConfig


class ValuecriteriaConfig(AppConfig):
    name = "valuecriteria"
    verbose_name = "value criteria"

    def ready(self):
        from accounts.mailing import SOURCES, Source
        from customers.listed import add_to_list
        from customers.party_views import PartyView, add_party_view
        from projects.frame import Tab, add_tab
        from projects.permissions import Permission

        from .mailing import conflicts_for, reviews_for, sponsors, sponsors_awaited
        from .queries import (
            CRITERIA,
            baseline_number,
            baseline_signed_at,
            bring_value,
            last_heard,
            live_criteria,
            number_of_criteria,
        )

        add_tab(
            Tab("Value", "value", order=30, permission=Permission.SEE_VALUE, count="criterion_count"),
            criterion_count=live_criteria,
            baseline_number=baseline_number,
            baseline_signed_at=baseline_signed_at,
        )
        add_to_list(choices=CRITERIA, bring=bring_value, heard_on=last_heard, criteria_number=number_of_criteria)
        add_party_view(PartyView("What they value", "party-value", order=30))
        add_tab(Tab("Alignment", "alignment", order=40, permission=Permission.SEE_VALUE))
        SOURCES.extend([Source(sponsors_awaited, reviews_for), Source(sponsors, conflicts_for)])
