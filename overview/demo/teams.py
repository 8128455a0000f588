"""The teams of the demo's projects, by key. Days count back from today, `until` counts forward."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """Somebody on a team. `lent_by`: who provides them, "" for a secondment that names nobody, None for permanent."""

    name: str
    discipline: str
    of: str = ""
    lent_by: str | None = None
    days: int = 100
    until: int | None = None


# Who lends people and has no part in the project yet: job title, group.
LENDERS = {"Carla Bruno": ("Head of Inside Sales", "Sales")}

TEAMS = {
    "CRM1": (
        Member("Priya Nair", "Project management"),
        Member("Kofi Mensah", "Development", "IT services", "Gareth Pugh", 150, 18),
        Member("Jun Watanabe", "Data migration", "IT services", "Gareth Pugh", 120, 75),
        Member("Bisi Adeyemi", "Training", "Sales", "Carla Bruno", 60, 120),
        Member("Elena Petrova", "Testing", "Finance", "", 30, 100),
        Member("Marek Nowak", "Analysis", "IT services", "Gareth Pugh", 160, -40),
        Member("Noa Berg", "Support", "Service", None, -12),
    ),
    "FLOW2": (
        Member("Priya Nair", "Project management"),
        Member("Deniz Kaya", "Ward liaison", "Emergency care", "Ruth Achterberg", 80, 140),
    ),
    "SITE3": (Member("Jonas Weber", "Project management"), Member("Priya Nair", "Advice")),
}
