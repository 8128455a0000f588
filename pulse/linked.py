"""What the pages about personal links are made of: the manager's list of a round, and the customer's own page."""

from django.db.models import Case, Count, Exists, F, IntegerField, Max, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from customers.models import Party
from valuecriteria.models import Confirmation

from .asking import bring_criteria, customers_of, still_to_ask, to_ask
from .models import LinkMail, NoMail, PersonalLink


def with_links(customers, round):
    """Customers `to_ask` of a round, each with how a link reaches them, and which ones there are.

    `speaker_pk`, who is meant: the person, or who speaks for the group; their `mail_address`, "" for none, and
    `wants_no_mail` and `said_so_themselves`; `links_number` and `links_until` of those that work; `mail_asked_at`,
    `mail_sent_at`, `mail_reminded_at`.
    """
    links = PersonalLink.objects.usable().filter(round=round.pk, stakeholder=OuterRef("pk"))
    links = links.order_by().values("stakeholder")
    mail = LinkMail.objects.filter(round=round.pk, stakeholder=OuterRef("pk"))
    speaker = Case(
        When(party__kind=Party.Kind.GROUP, then=F("representative_pk")),
        default=F("party"),
        output_field=IntegerField(),
    )
    person = Party.objects.filter(pk=OuterRef("speaker_pk"))
    wish = NoMail.objects.filter(person=OuterRef("speaker_pk"))
    return customers.annotate(speaker_pk=speaker).annotate(
        mail_address=Coalesce(Subquery(person.values(address=address())[:1]), Value("")),
        wants_no_mail=Exists(wish),
        said_so_themselves=Exists(wish.filter(noted_by=None)),
        links_number=Coalesce(Subquery(links.annotate(number=Count("pk")).values("number")), 0),
        links_until=Subquery(links.annotate(until=Max("expires_at")).values("until")),
        mail_asked_at=Subquery(mail.values("created_at")[:1]),
        mail_sent_at=Subquery(mail.values("sent_at")[:1]),
        mail_reminded_at=Subquery(mail.values("reminded_at")[:1]),
    )


def address():
    """Over Party: where mail reaches a person: their e-mail address, or that of their login."""
    return Coalesce(NullIf("email", Value("")), "user__email", Value(""))


def to_mail(round):
    """Whom "mail everybody" would mail: still to be asked, with an address, not mailed yet, and nothing against it."""
    found = with_links(still_to_ask(to_ask(round)), round)
    return found.filter(mail_asked_at=None, wants_no_mail=False).exclude(mail_address="")


def asked_by_link(link):
    """The customer of a link as its form needs them: with their answers and criteria, each with `is_confirmed`."""
    customer = customers_of(link.round).get(pk=link.stakeholder_id)
    bring_criteria([customer], link.round)
    wordings = [criterion.current_revision_id for criterion in customer.criteria_asked]
    confirmed = set(Confirmation.objects.filter(revision__in=wordings).values_list("revision", flat=True))
    for criterion in customer.criteria_asked:
        criterion.is_confirmed = criterion.current_revision_id in confirmed
    return customer


def reached(mail):
    """Who gets this mail with a link, as (person, address); None where nobody may or can be reached by now."""
    found = with_links(customers_of(mail.round), mail.round).filter(pk=mail.stakeholder_id, wants_no_mail=False)
    customer = found.exclude(mail_address="").first()
    return customer and (Party.objects.get(pk=customer.speaker_pk), customer.mail_address)
