"""The addresses of personal links, and the link that an address opens."""

from django.urls import reverse

from registry.secret import LONGEST, digest_of

from .models import PersonalLink


def address_of(token, site):
    """The whole address, to copy or for a message."""
    return f"{site}{reverse('personal', args=[token])}"


def find(token, *, round_may_be_over=False):
    """The link of this secret that works today, with all that its page needs to know; None for what opens nothing."""
    if len(token) > LONGEST:
        return None
    links = PersonalLink.objects.in_force() if round_may_be_over else PersonalLink.objects.usable()
    found = links.filter(digest=digest_of(token))
    return found.select_related("round__project", "round__opened_by", "stakeholder__party", "person").first()
