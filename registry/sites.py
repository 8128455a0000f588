"""Where people reach the register."""

from django.conf import settings


def site_of(request):
    """ "https://register.example.org": what SITE_URL says, or else how this request came."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
