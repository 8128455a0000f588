"""The secrets of personal links: made, kept as a hash alone, and found again by it."""

from hashlib import sha256
from secrets import token_urlsafe

from django.urls import reverse

from .models import PersonalLink

BYTES = 24  # 192 bits: nobody guesses one, so a plain hash is enough to keep it
LONGEST = 60  # characters; no secret of ours is longer


def new_token():
    return token_urlsafe(BYTES)


def digest_of(token):
    return sha256(token.encode()).hexdigest()


def address_of(token, site):
    """The whole address, to copy or for a message."""
    return f"{site}{reverse('personal', args=[token])}"


def find(token, *, round_may_be_over=False):
    """The link of this secret that works today, with all that its page needs to know; None for what opens nothing."""
    links = PersonalLink.objects.in_force() if round_may_be_over else PersonalLink.objects.usable()
    found = links.filter(digest=digest_of(token))
    return found.select_related("round__project", "round__opened_by", "stakeholder__party", "person").first()
