"""What customers lack: to be asked, to be represented, to be looked after."""

from valuecriteria.models import ValueCriterion

from .gap import Gap, exempt, for_row, live, speaker


def silent_sponsors(facts):
    return [
        Gap(
            f"Ask {sponsor.party.name} what they value themselves",
            "A sponsor without a benefit of their own is fine too: then tick it.",
            for_row(sponsor, "criterion-new"),
            for_row(sponsor, "customer"),
        )
        for sponsor in facts.sponsors
        if not live(sponsor.valued) and not sponsor.no_own_benefit
    ]


def never_asked(facts):
    sponsors = facts.sponsors
    return [
        Gap(
            f"Ask {speaker(customer)} what they value"
            if speaker(customer) == customer.party.name
            else f"Ask {speaker(customer)} what {customer.party.name} values",
            "A customer without a criterion: nobody can tell whether the project does them good.",
            for_row(customer, "criterion-new"),
            for_row(customer, "customer"),
        )
        for customer in facts.customers
        if not live(customer.valued) and customer not in sponsors
    ]


def one_sided(facts):
    """Customers asked for the deliverable alone, or for the service alone."""
    gaps = []
    for customer in facts.customers:
        kinds = {criterion.kind for criterion in live(customer.valued)}
        if len(kinds) != 1 or exempt(customer, facts):
            continue
        missing = ({*ValueCriterion.Kind.values} - kinds).pop()
        gaps.append(
            Gap(
                f"Ask {speaker(customer)} about the {missing}",
                "How should the team treat them on the way?"
                if missing == "service"
                else "What do they want to hold in their hands at the end?",
                f"{for_row(customer, 'criterion-new')}?kind={missing}",
                for_row(customer, "customer"),
            )
        )
    return gaps


def unrepresented(facts):
    return [
        Gap(
            f"Name who represents {customer.party.name}",
            "Nobody can say “yes, that is what we mean” for it.",
            for_row(customer, "customer-representative"),
            for_row(customer, "customer"),
        )
        for customer in facts.customers
        if customer.party.is_group and not customer.representative_pk
    ]


def unowned(facts):
    return [
        Gap(
            f"Say who looks after {customer.party.name}",
            f"{customer.relationship_owner} looked after them and has left the team."
            if customer.relationship_owner
            else "Without somebody of the team it is everybody's task and nobody's.",
            for_row(customer, "customer-edit"),
            for_row(customer, "customer"),
        )
        for customer in facts.customers
        if customer.owner_now is None
    ]
