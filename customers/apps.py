from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"

    def ready(self):
        from projects.frame import Tab, add_tab
        from projects.permissions import Site

        from .party_views import PartyView, add_party_view
        from .providers import of_new_provider
        from .queries import customer_count, of_sponsor

        add_tab(
            Tab("Customers", "customers", order=20, count="customer_count"),
            customer_count=customer_count,
            sponsor_id=lambda: of_sponsor("stakeholder"),
            sponsor_name=lambda: of_sponsor("stakeholder__party__name"),
            new_provider_id=lambda: of_new_provider("provider"),
            new_provider_name=lambda: of_new_provider("provider__name"),
            new_provider_people=lambda: of_new_provider("people"),
        )
        add_party_view(PartyView("Overview", "party", order=10))
        add_party_view(PartyView("Projects", "party-projects", order=20, of_groups_only=True))
        add_party_view(PartyView("What changed", "party-history", order=90, permission=Site.EDIT_DIRECTORY))
