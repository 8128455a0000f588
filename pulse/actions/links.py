"""The verbs of personal links: made, withdrawn, asked to be mailed; used by the customer to answer and to confirm."""

from django.db import transaction
from django.utils import timezone

from customers.models import Party, Stakeholder
from projects.actions import hold_open
from pulse.models import Answer, LinkMail, NoMail, PersonalLink, PulseRound
from registry.history import acting
from registry.models import Refused
from registry.secret import digest_of, new_secret
from valuecriteria.actions import confirm
from valuecriteria.models import Confirmation, ValueCriterion

from .answers import answer, speaker_of

BY_LINK = (None, "link")  # nobody of the register did it, the customer did


class LinkGone(Exception):
    """The link was withdrawn, expired, or its round closed, a moment ago."""


@transaction.atomic
def make_link(*, round, stakeholder, by):
    """A new link for who speaks for a customer, as (link, secret): the secret is nowhere to be had again.

    Those made before go on working. Raises Refused in a closed project or round, for a customer of another project,
    and for a group that nobody speaks for.
    """
    current = held_open(round)
    if stakeholder.project_id != current.project_id:
        raise Refused(f"{stakeholder} has no part in this project.")
    if not Stakeholder.objects.filter(pk=stakeholder.pk).exists():
        raise Refused(f"{stakeholder} was merged with another customer, or removed, a moment ago.")
    person = speaker_of(stakeholder)
    if person is None:
        raise Refused(f"Nobody speaks for {stakeholder}: name a representative first, then make the link for them.")
    token = new_secret()
    link = PersonalLink(round=current, stakeholder=stakeholder, person=person, digest=digest_of(token), made_by=by)
    with acting(by):
        link.save()
    return link, token


@transaction.atomic
def withdraw_links(*, round, stakeholder, by):
    """End all links of a customer in a round, and mail that was asked for. How many links there were."""
    hold_open(round.project_id)
    links = PersonalLink.objects.filter(round=round.pk, stakeholder=stakeholder.pk, withdrawn_at=None)
    with acting(by):
        ended = [end(link) for link in links.select_related("person", "stakeholder", "round")]
        for mail in LinkMail.objects.filter(round=round.pk, stakeholder=stakeholder.pk):
            mail.delete()
    return len(ended)


def end(link):
    link.withdrawn_at = timezone.now()
    link.save()
    return link


def drop_link(*, link):
    """Forget a link that reached nobody: its message was not sent."""
    with acting(link.made_by):
        link.delete()


@transaction.atomic
def ask_for_mail(*, round, stakeholders, by):
    """Let these customers get their link by mail, and one reminder, from the next run of send_mail_due. Who is new.

    Who was mailed already in this round, or asked for, is left alone.
    """
    current = held_open(round)
    known = set(LinkMail.objects.filter(round=current).values_list("stakeholder", flat=True))
    new = [each for each in stakeholders if each.pk not in known and each.project_id == current.project_id]
    with acting(by):
        for stakeholder in new:
            LinkMail(round=current, stakeholder=stakeholder, asked_by=by).save()
    return new


@transaction.atomic
def answer_by_link(*, link, confirmed=(), **said):
    """Note what a customer says by their link: an answer (`said`, as for `answer`), and wordings that are theirs.

    A second one corrects the first; the customer's is the last word, whoever noted another one meanwhile. Raises
    LinkGone, and what `answer` and `confirm` raise; then nothing of it is kept.
    """
    hold_open(link.round.project_id)
    if not PersonalLink.objects.usable().filter(pk=link.pk).exists():
        raise LinkGone
    person = link.person if link.stakeholder.party.is_group else None
    with acting(*BY_LINK):
        for revision in unconfirmed(confirmed):
            confirm(revision=revision, said_by=link.person.name[:200], how=Confirmation.How.LINK, by=None)
        if not said:
            return None
        return answer(
            round=link.round, stakeholder=link.stakeholder, given_by=person, channel=Answer.Channel.LINK, **said
        )


def unconfirmed(revisions):
    """Those nobody said yes to yet: a second press of the button, at the same moment, is no mistake."""
    criteria = ValueCriterion.objects.filter(pk__in=[revision.criterion_id for revision in revisions])
    list(criteria.select_for_update(of=("self",)).order_by("pk").values_list("pk"))  # as `confirm` does, one by one
    known = Confirmation.objects.filter(revision__in=[revision.pk for revision in revisions])
    known = set(known.values_list("revision", flat=True)) if revisions else set()
    return [revision for revision in revisions if revision.pk not in known]


@transaction.atomic
def stop_mail(*, person, by=None):
    """Send a person no more links. `by` is None where they say so themselves, by a link."""
    Party.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    if not NoMail.objects.filter(person=person).exists():
        with acting(*(BY_LINK if by is None else (by,))):
            wish = NoMail(person=person, noted_by=by)
            wish.clean()
            wish.save()


@transaction.atomic
def allow_mail(*, person, by=None):
    """Take that back. Raises Refused where the person said so themselves and somebody else would lift it."""
    Party.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    wish = NoMail.objects.select_related("person").filter(person=person).first()
    if wish is None:
        return
    if by is not None and wish.noted_by_id is None:
        raise Refused(f"{person} asked for no mail themselves; only they can allow it again, by any link of theirs.")
    with acting(*(BY_LINK if by is None else (by,))):
        wish.delete()


def held_open(round):
    """The round, nobody else's until the end of the transaction. Raises Refused once it, or its project, is closed."""
    hold_open(round.project_id)
    current = PulseRound.objects.select_related("project").get(pk=round.pk)
    if not current.is_open:
        raise Refused(f"Round {current.number} is closed, so links into it would not work. Reopen it first.")
    return current
