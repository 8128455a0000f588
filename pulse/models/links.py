"""Personal links: how a customer without a login answers a round, and whom no mail may bring one."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from customers.models import Party, Representation, Stakeholder
from projects.models import Project
from registry.history import Records
from registry.merging import follow_once
from registry.models import Entry, EntryQuerySet
from registry.secret import DIGEST

from .answers import Answer
from .rounds import PulseRound

VALID = timedelta(days=30)
REMIND = timedelta(days=5)  # after the mail with the link, if nobody has answered by then


def end_of_link():
    return timezone.now() + VALID


def may_still_speak():
    """Over rows with a `person` and a `stakeholder`: it is their own part, or a group's that they represent today."""
    speaks = Representation.objects.current().filter(stakeholder=OuterRef("stakeholder"), person=OuterRef("person"))
    return Q(person=F("stakeholder__party")) | Exists(speaks)


class PersonalLinkQuerySet(EntryQuerySet):
    def in_force(self):
        """Those that are not withdrawn or expired, for who may still speak."""
        return self.filter(may_still_speak(), withdrawn_at=None, expires_at__gt=timezone.now())

    def usable(self):
        """Those of them by which somebody can answer today: of an open round."""
        return self.in_force().filter(round__closed_on=None, round__project__in=Project.objects.open())


class PersonalLink(Entry):
    """A secret address for one person and one round, of which only a hash is kept: nobody can read it out again.

    There may be several for one person and round, from a message and its reminder say; withdrawing ends them all.
    It goes with its round, and with the part of its customer.
    """

    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="links")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.CASCADE, related_name="links", verbose_name="customer"
    )
    person = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="links",
        verbose_name="made for",
        help_text="The customer, or who speaks for the group.",
    )
    digest = models.CharField(max_length=DIGEST, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField("expires", default=end_of_link)
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)

    history = Records()
    objects = PersonalLinkQuerySet.as_manager()
    history_verbs = {"+": "made", "-": "took back"}
    history_ignores = ("digest", "made_by", "expires_at")

    class Meta:
        verbose_name = "personal link"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="pulse_personallink_expires_after_made"
            ),
        ]

    def __str__(self):
        return f"link of {self.person}"

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"a personal link for {self.person} in round {self.round.number}"


class LinkMailQuerySet(EntryQuerySet):
    def unanswered(self):
        """Of an open round, for who is still to be asked in it."""
        said = Answer.objects.filter(round=OuterRef("round"), stakeholder=OuterRef("stakeholder"))
        waits = Q(state=Answer.State.WAITING, wait_until__gt=timezone.localdate())
        settled = said.filter(Q(state__in=Answer.SETTLED) | waits)
        return self.filter(~Exists(settled), round__closed_on=None, round__project__in=Project.objects.open())

    def due(self, now):
        """Those to be sent, or reminded of once, at this moment; none while another process is at it."""
        unsent, unreminded = Q(sent_at=None), Q(reminded_at=None, sent_at__lte=now - REMIND)
        return self.unanswered().filter(unsent | unreminded, Q(not_before=None) | Q(not_before__lte=now))


class LinkMail(Entry):
    """Somebody asked that a customer gets the link of a round by mail: when it went out, and the one reminder.

    `not_before`: nobody sends it before that moment, because a process is at it, or because sending failed.
    """

    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="link_mail")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.CASCADE, related_name="link_mail", verbose_name="customer"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField("sent", null=True, editable=False)
    reminded_at = models.DateTimeField("reminded", null=True, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)

    history = Records()
    objects = LinkMailQuerySet.as_manager()
    history_verbs = {"+": "asked for", "-": "took back"}
    history_ignores = ("asked_by", "sent_at", "reminded_at", "not_before")

    class Meta:
        verbose_name = "mail with a personal link"
        verbose_name_plural = "mail with personal links"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "stakeholder"], name="pulse_linkmail_one_each"),
            models.CheckConstraint(
                condition=Q(reminded_at=None) | Q(sent_at__isnull=False), name="pulse_linkmail_reminded_when_sent"
            ),
        ]

    def __str__(self):
        return f"mail to {self.stakeholder}"

    @classmethod
    def follow(cls, rows, link, new):
        if link == "stakeholder":
            follow_once(rows, link, new, beside="round_id")
        else:
            super().follow(rows, link, new)

    @property
    def history_project_id(self):
        return self.stakeholder.project_id

    def history_subject(self):
        return f"mail to {self.stakeholder} with the link of round {self.round.number}"


class NoMail(Entry):
    """A person who wants no mail with links, from no project. `noted_by` is None where they said so by a link."""

    person = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="no_mail")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    history = Records()
    objects = EntryQuerySet.as_manager()
    history_verbs = {"+": "noted", "-": "took back"}
    history_ignores = ("noted_by",)

    class Meta:
        verbose_name = "wish for no mail"
        verbose_name_plural = "wishes for no mail"
        ordering = ["pk"]

    def __str__(self):
        return f"no mail to {self.person}"

    def clean(self):
        """Refuses a group: it has no mailbox of its own here, who speaks for it has one."""
        if self.person_id and self.person.is_group:
            raise ValidationError({"person": "A group gets no mail; choose the person who speaks for it."})

    @classmethod
    def follow(cls, rows, link, new):
        """Who wants no mail wants none under the other entry either."""
        known = cls.objects.filter(person=new.pk).exists() if link == "person" else False
        if known:
            for row in rows:
                row.delete()
        else:
            super().follow(rows, link, new)

    def history_subject(self):
        return f"that {self.person} wants no mail"
