"""The verbs of people and groups: found by name, made, filled in; never a second copy."""

from django.db import transaction

from customers.models import Party
from customers.models.trees import lock_tree
from registry.history import acting
from registry.models import Refused
from registry.search import fold


def find_or_make_group(*, name, by):
    """The group of that name (case, accents and punctuation aside), made if there is none; None for a blank one.

    With several of that name the oldest is taken: typing a name never makes another copy. For a transaction: who types
    the same new name in another project at this moment waits, and finds it.
    """
    name = " ".join(name.split())
    if not name:
        return None
    called = Party.objects.groups().filter(name_key=fold(name)[:200]).order_by("pk")
    known = called.first()
    if known is None:
        lock_tree()
        known = called.first()
    if known is not None:
        return known
    with acting(by):
        group = Party(kind=Party.Kind.GROUP, name=name)
        group.full_clean()
        group.save()
    return group


@transaction.atomic
def save_party(*, party, organisation, by):
    """Save a person or group as belonging to the organisation of that name: found, or made; blank for none.

    With several of that name, one they belong to already stays. Raises ValidationError, Stale.
    """
    if not (party.group and fold(party.group.name) == fold(organisation)):
        party.group = find_or_make_group(name=organisation, by=by)
    with acting(by):
        party.full_clean(exclude=["user"])
        party.save()
    return party


@transaction.atomic
def fill_in(*, party, by, organisation="", **facts):
    """Write down what is not known yet of a person or group; nothing known is overwritten.

    Returns the words for what was typed and differs from what is known ("e-mail"), so that the page can say so.
    """
    kept = [name for name, value in facts.items() if value and getattr(party, name) not in ("", value)]
    news = {name: value for name, value in facts.items() if value and not getattr(party, name)}
    if organisation and party.group is None:
        group = find_or_make_group(name=organisation, by=by)
        if group != party:
            news["group"] = group
    elif organisation and fold(party.group.name) != fold(organisation):
        kept.append("group")
    if news:
        for name, value in news.items():
            setattr(party, name, value)
        with acting(by):
            party.full_clean(exclude=["user"])
            party.save()
    return [str(party._meta.get_field(name).verbose_name) for name in kept]


def find_or_make_person(*, name, group, by):
    """The person of that name: in this group first, else the only one anywhere, else made, in this group.

    Raises Refused when several elsewhere have that name: then somebody has to say which.
    """
    name = " ".join(name.split())
    known = list(Party.objects.people().filter(name_key=fold(name)[:200]).order_by("pk")[:20])
    here = [person for person in known if person.group_id == group.pk]
    if here or len(known) == 1:
        return (here or known)[0]
    if known:
        raise Refused(f"{len(known)} people are called {name}. Save without, then choose one on the group's own page.")
    return save_party(party=Party(name=name, group=group), organisation=group.name, by=by)
