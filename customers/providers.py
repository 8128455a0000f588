"""Who provides people to a project, and is suggested as one of its customers until somebody says yes or no."""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from .models import DeclinedProvider, Role, Stakeholder, TeamMember


def with_providers(members):
    """Team members, each with what is known of the provider: `provider_is_known`, `provider_is_declined`.

    Known: a customer of the project, or a provider by role. Declined: on purpose no customer.
    """
    part = Stakeholder.objects.filter(project=OuterRef("project"), party=OuterRef("provider"))
    declined = DeclinedProvider.objects.filter(project=OuterRef("project"), party=OuterRef("provider"))
    return members.annotate(
        provider_is_known=Q(Exists(part.customers())) | Q(Exists(part.having_role(kind=Role.Kind.PROVIDER))),
        provider_is_declined=Exists(declined),
    )


def of_new_provider(column):
    """A column of the first provider, by name, who is to be suggested, as an expression over Project; None without one.

    "provider", "provider__name", or "people": how many they provide, those to come included.
    """
    lent = with_providers(TeamMember.objects.not_left()).filter(project=OuterRef("pk"), provider__isnull=False)
    lent = lent.filter(provider_is_known=False, provider_is_declined=False)
    if column == "people":
        lent = lent.values("provider", "provider__name_key").annotate(people=Count("person", distinct=True))
    return Subquery(lent.order_by("provider__name_key", "provider").values(column)[:1])


def new_providers(members):
    """[(provider, how many people)] by name: the same rule over members `with_providers` that are here already."""
    lent = defaultdict(set)
    for member in lending(members):
        if not (member.provider_is_known or member.provider_is_declined):
            lent[member.provider].add(member.person_id)
    return sorted(((party, len(people)) for party, people in lent.items()), key=lambda pair: by_name(pair[0]))


def declined_providers(members):
    """Those who provide people and are no customers on purpose."""
    declined = {m.provider for m in lending(members) if m.provider_is_declined and not m.provider_is_known}
    return sorted(declined, key=by_name)


def lending(members):
    return [member for member in members if member.provider is not None and not member.has_left]


def by_name(party):
    return party.name_key, party.pk
