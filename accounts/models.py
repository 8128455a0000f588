"""Users: logins, known by their e-mail address, when they want mail, and the secret address of their calendar.

Who may do what is projects/permissions.py.
"""

from datetime import time

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from registry.models import TidyText, longest, not_blank, one_of
from registry.secret import DIGEST, digest_of

PROJECT_MANAGERS, PMO_VIEWERS = "Project managers", "PMO viewers"
MORNING = time(7)  # from when the day's one message goes out, by the site's clock (TIME_ZONE)


class UserQuerySet(models.QuerySet):
    def with_groups(self):
        """Users that know, without another statement, their groups of ours and whether they manage a project."""
        manages = User.managed_projects.rel.through.objects.filter(user_id=OuterRef("pk"))
        in_group = User.groups.through.objects.filter(user_id=OuterRef("pk"))
        return self.annotate(
            in_project_managers=Exists(in_group.filter(group__name=PROJECT_MANAGERS)),
            in_pmo_viewers=Exists(in_group.filter(group__name=PMO_VIEWERS)),
            manages_some=Exists(manages),
        )

    def reading_calendar(self, secret):
        """Whose calendar has this secret in its address: nobody's, once it is replaced or its user deactivated."""
        return self.with_groups().filter(calendar_address__digest=digest_of(secret), is_active=True)

    def project_managers(self):
        return self.filter(Q(groups__name=PROJECT_MANAGERS) | Q(is_superuser=True), is_active=True).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})


class User(TidyText, AbstractUser):
    """A login. Signs in by e-mail, stored in lower case and unique; a person of the register may have one.

    `is_superuser` is what the domain calls administrator; `is_staff` only opens the door of /admin/.
    """

    username = None
    first_name = None
    last_name = None
    name = models.CharField("name", max_length=200)
    email = models.EmailField("e-mail address", max_length=254, unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "user"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="accounts_user_email_lower",
                violation_error_message="E-mail addresses are stored in lower case.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        self.email = (self.email or "").strip().lower()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def _in(self, group):
        return self.groups.filter(name=group).exists()

    @property
    def is_administrator(self):
        return self.is_active and self.is_superuser

    @property
    def is_project_manager(self):
        """In the group of those who may create projects."""
        return (
            self.__dict__["in_project_managers"]
            if "in_project_managers" in self.__dict__
            else self._in(PROJECT_MANAGERS)
        )

    @property
    def is_pmo_viewer(self):
        return self.__dict__["in_pmo_viewers"] if "in_pmo_viewers" in self.__dict__ else self._in(PMO_VIEWERS)

    @property
    def manages_projects(self):
        """Manager of at least one project, in the group or not."""
        return self.__dict__["manages_some"] if "manages_some" in self.__dict__ else self.managed_projects.exists()

    @property
    def mail_choice(self):
        """When they want mail: what they chose, or the default."""
        return self.postbox.choice if hasattr(self, "postbox") else MailChoice.DAILY

    def get_mail_choice_display(self):
        return MailChoice(self.mail_choice).label


class MailChoice(models.TextChoices):
    """When somebody is told by mail that something waits for them. The default disturbs nobody twice in a day."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    NEVER = "never", "Not at all"


def this_morning(now):
    """The moment at which the day's message was due, or will be: 7:00 by the site's clock on the day of `now`."""
    return timezone.localtime(now).replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)


class PostboxQuerySet(models.QuerySet):
    def due(self, now):
        """Those that may be sent to now, if there is something to say: the one definition of when mail comes.

        A daily one waits for the morning, and for the next day once a message went out. None while another process is
        at it, nor before the next try after one that failed.
        """
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        wanted = Q(choice=MailChoice.AT_ONCE)
        if now >= this_morning(now):
            wanted |= Q(choice=MailChoice.DAILY) & (Q(sent_at=None) | Q(sent_at__lt=midnight))
        return self.filter(wanted, Q(not_before=None) | Q(not_before__lte=now))


class Postbox(models.Model):
    """When a user wants mail, and what `send_mail_due` has to know: when the last one went out, and who is at it.

    `not_before`: nobody sends to them before that moment, because somebody is at it (then `claimed_by` is that
    process's mark) or because the mail server would not take the last message for them. See accounts/mailing.py.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="postbox")
    choice = models.CharField(max_length=7, choices=MailChoice, default=MailChoice.DAILY)
    sent_at = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)
    claimed_by = models.UUIDField(null=True, editable=False)

    objects = PostboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "postboxes"
        constraints = [
            one_of("choice", MailChoice.values),
            models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(not_before__isnull=False), name="accounts_postbox_claims_end"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_choice_display().lower()}"


class Announced(models.Model):
    """One thing that a user was told of by mail: so it is told once. `thing` is its key (accounts.mailing.Thing)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="announced")
    thing = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "announced"
        constraints = [
            models.UniqueConstraint(fields=["user", "thing"], name="accounts_announced_once"),
            not_blank("thing"),
            longest("thing", 80),
        ]

    def __str__(self):
        return f"{self.thing} to {self.user}"


class CalendarAddress(models.Model):
    """The one secret address at which a user's calendar can be read without signing in.

    Only the hash of the secret is kept: whoever reads the database cannot read calendars. It is revoked by deleting it,
    and replaced by another hash.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address")
    digest = models.CharField(max_length=DIGEST, unique=True, editable=False)
    made_at = models.DateTimeField("made on", default=timezone.now, editable=False)

    class Meta:
        verbose_name_plural = "calendar addresses"
        constraints = [
            models.CheckConstraint(condition=Q(digest__length=DIGEST), name="accounts_calendaraddress_digest_whole"),
        ]

    def __str__(self):
        return f"the calendar address of {self.user}"
