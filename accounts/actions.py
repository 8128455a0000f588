"""The verbs of users. An invitation is a link with which the invited person chooses their password themselves."""

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from registry.secret import digest_of, new_secret

from .models import CalendarAddress, Postbox


@transaction.atomic
def keep_address(*, user):
    """Make the user's e-mail address the only one allauth knows of them: verified, because an administrator vouches."""
    addresses = EmailAddress.objects.filter(user=user)
    addresses.exclude(email=user.email).delete()
    addresses.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def invite(*, user, by, done):
    """Mail the user a link to choose a password with, once everything is committed; then `done(user, was_sent)`.

    A new link makes no older one invalid; the first password chosen does, and so do three days.
    """
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    adapter = get_adapter()
    context = {
        "user": user,
        "invited_by": by,
        "url": adapter.get_reset_password_from_key_url(f"{user_pk_to_url_str(user)}-{key}"),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    message = adapter.written("account/email/invitation", user.email, context)
    transaction.on_commit(lambda: done(user, adapter.was_sent(message)))


@transaction.atomic
def remove_second_factor(*, user):
    """Take away the authenticator app, passkeys and recovery codes of somebody who lost them; returns how many."""
    return Authenticator.objects.filter(user=user).delete()[0]


@transaction.atomic
def choose_mail(*, user, choice):
    """Say when a user is told by mail that something waits for them: a value of MailChoice."""
    Postbox.objects.update_or_create(user=user, defaults={"choice": choice})


@transaction.atomic
def make_calendar_address(*, user):
    """Give the user's calendar a secret address, in the place of any older one; returns the secret, kept nowhere."""
    secret = new_secret()
    made = {"digest": digest_of(secret), "made_at": timezone.now()}
    CalendarAddress.objects.update_or_create(user=user, defaults=made)
    return secret


@transaction.atomic
def end_calendar_address(*, user):
    """Switch the user's calendar off: its address leads nowhere from now on."""
    CalendarAddress.objects.filter(user=user).delete()
