"""Users: logins, known by their e-mail address. Who may do what is projects/permissions.py."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from registry.models import TidyText

PROJECT_MANAGERS, PMO_VIEWERS = "Project managers", "PMO viewers"


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
