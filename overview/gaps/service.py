"""What is lacking in who gets what, and in who speaks for whom."""

from customers.models import Role

from .gap import Gap, for_project, for_row


def unspoken_for(facts):
    """End users, people and groups, for whom no senior user of today speaks; who is one speaks for themselves."""
    users = facts.having(Role.Kind.END_USER)
    unspoken = [user for user in users if not user.is_spoken_for and user not in facts.seniors]
    if facts.seniors or not unspoken:
        return [
            Gap(
                f"Say who speaks for {user.party.name}",
                "End users whom nobody speaks for are heard last.",
                for_row(user, "customer-spoken-for"),
                for_row(user, "customer"),
            )
            for user in unspoken
        ]
    names = [user.party.name for user in unspoken]
    shown = " and ".join(names) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"
    return [
        Gap(
            f"Find a senior user who speaks for {shown}",
            "End users whom nobody speaks for are heard last.",
            for_project(facts, "customer-log"),
            for_project(facts, "customers"),
        )
    ]


def for_nobody(facts):
    return [
        Gap(
            f"Say who gets {deliverable.name}",
            "A deliverable that nobody uses is made for nobody.",
            for_row(deliverable, "deliverable-edit"),
            for_row(deliverable, "deliverable"),
        )
        for deliverable in facts.deliverables
        if not deliverable.has_recipient
    ]


def for_no_goal(facts):
    return [
        Gap(
            f"Say which goal {deliverable.name} serves",
            "Without one nobody can say what it is made for.",
            for_row(deliverable, "deliverable-edit"),
            for_row(deliverable, "deliverable"),
        )
        for deliverable in facts.deliverables
        if not deliverable.has_goal
    ]
