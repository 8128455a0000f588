"""Fetching the signed-in user: with their groups, in one statement."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class SignInBackend(AuthenticationBackend):
    def get_user(self, user_id):
        user = User.objects.with_groups().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
