"""How often a client may try: counted by allauth, in the cache that all processes share."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings


def too_many(request, what):
    """Whether this client has done `what` too often, this time included; counts it if not.

    How often is too often stands in settings.ACCOUNT_RATE_LIMITS; KeyError for something it does not name.
    """
    if what not in settings.ACCOUNT_RATE_LIMITS:
        raise KeyError(what)
    return consume(request, app="allauth.account", action=what, limit_get=True) is None
