"""Sessions in the database as Django keeps them, fetched with a statement that stays ready: every page asks for one."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from registry.prepared import KEY, ask


class SessionStore(DatabaseSession):
    def _validate_session_key(self, key):
        """Only what Django could have made is looked up: a cookie may hold anything, a NUL as well."""
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()

    def _get_session_from_db(self):
        """The session's row; one that is unknown or has expired is Django's to deal with."""
        found = ask(sessions, key=self.session_key)
        if found and found[0].expire_date > timezone.now():
            return found[0]
        return super()._get_session_from_db()


def sessions():
    return Session.objects.filter(pk=KEY).order_by()
