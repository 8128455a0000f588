from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"

    def ready(self):
        from projects.frame import Tab, add_tab

        from .queries import customer_count, of_sponsor

        add_tab(
            Tab("Customers", "customers", order=20, count="customer_count"),
            customer_count=customer_count,
            sponsor_id=lambda: of_sponsor("stakeholder"),
            sponsor_name=lambda: of_sponsor("stakeholder__party__name"),
        )
