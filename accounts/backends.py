"""Fetching the signed-in user: with their groups, in one statement."""

from allauth.account.auth_backends import AuthenticationBackend

from registry.prepared import READER, ask

from .models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id):
        found = ask(users, reader=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


def users():
    return User.objects.with_groups().filter(pk=READER).order_by()
