"""What the demo's projects hand over, to whom; and which senior user speaks for which end users. By project.

A deliverable is (name, due in so many days, numbers of the goals it serves, who gets it, description); one that was due
before today was handed over on that day.
"""

from customers.actions import service
from projects.models import Deliverable
from registry.history import acting
from valuecriteria.models import ValueCriterion

DELIVERABLES = {
    "CRM1": (
        (
            "Client record on the phone",
            38,
            (1, 3),
            ("Sales team", "Tom Bexley", "Ines Carvalho", "Dana Whitfield"),
            "Open offers, products in use and the last three talks of a client, readable with one hand.",
        ),
        ("Cross-selling report", 96, (1,), ("Dana Whitfield", "Finance operations"), "By product line, on one page."),
        ("Forecast by month", 120, (2,), ("Dana Whitfield", "Finance operations"), ""),
        ("Cleaned contact data", -19, (3, 5), ("Sales support desk", "Customer service", "Sales team"), ""),
        ("Training at one's own desk", 80, (4,), ("Tom Bexley", "Rajesh Pillai", "Night shift agents"), ""),
        ("Handbook for the night shift", None, (), ("Night shift agents",), "Where nobody can be rung up."),
        ("Interface for partners", 140, (1,), (), "Northgate Retail asked for it; nobody has said yes."),
    ),
    "FLOW2": (
        ("Bed board in every ward", 12, (2, 5), ("Ward 4, older people", "Ward 7, surgery", "Porters"), ""),
        ("Discharge before noon: the way of working", 60, (3,), ("Discharge lounge", "Pharmacy", "Social work"), ""),
        ("Direct line to the triage desk", -30, (1,), ("City ambulance service", "Triage desk"), ""),
        ("Corridor alarm", 45, (4,), (), ""),
    ),
    "SITE3": (
        ("Shop that works on one bar", 40, (1,), ("Fjellrev Outdoor", "Webshop team"), ""),
        ("Boot finder", 55, (2,), ("Shop assistants", "Northgate Retail", "Webshop team"), ""),
        ("Editor for pages", 70, (3,), ("Webshop team",), ""),
    ),
}

# Criteria that mean one of them, found by how their words begin.
MEANT = {
    "CRM1": {"I see every open offer": "Client record on the phone", "A forecast I do not": "Forecast by month"},
    "SITE3": {"Somebody in the rain": "Shop that works on one bar"},
}

SPEAKS_FOR = {
    "CRM1": {"Ines Carvalho": ("Tom Bexley",), "Luca Ferrante": ("Rajesh Pillai",)},
    "FLOW2": {"Siobhan Keane": ("Porters",)},
}


def hand_things_over(demo, project, goals, manager):
    """Deliverables with the goals they serve and who gets them, and the criteria that mean one of them."""
    parts = {part.party.name: part for part in project.stakeholders.select_related("party")}
    for name, due, serves, to, description in DELIVERABLES.get(project.key, ()):
        deliverable = Deliverable(project=project, name=name, description=description)
        deliverable.due_on = None if due is None else demo.clock.day(-due)
        with demo.clock(35):
            service.save_deliverable(
                deliverable=deliverable,
                goals=[goals[number - 1] for number in serves],
                named=[parts[each] for each in to],
                by=manager,
            )
        if due is not None and due < 0:
            with demo.clock(-due), acting(manager):
                deliverable.handed_over_on = demo.clock.day(-due)
                deliverable.save()
        demo.made["deliverables"] += 1
    for words, name in MEANT.get(project.key, {}).items():
        meant = ValueCriterion.objects.get(stakeholder__project=project, current_revision__statement__startswith=words)
        meant.deliverable = project.deliverables.get(name=name)
        with demo.clock(5), acting(manager):
            meant.save()


def let_speak(demo, project, manager):
    parts = {part.party.name: part for part in project.stakeholders.select_related("party")}
    named = [
        (parts[speaker], parts[user]) for speaker, users in SPEAKS_FOR.get(project.key, {}).items() for user in users
    ]
    with demo.clock(30):
        service.set_who_speaks(project=project, named=named, taken_off=[], by=manager)
