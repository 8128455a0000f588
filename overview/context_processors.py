"""What the top bar shows on every page of a signed-in user."""

from django.utils.functional import SimpleLazyObject

from projects.permissions import Site, may
from valuecriteria.queries import reviews_waiting


def navigation(request):
    """`nav`: how many reviews wait (None for whoever is no sponsor), and whether there is a directory to read.

    One statement, and only when a template draws the bar: none for partial pages, nor for nobody signed in.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"nav": SimpleLazyObject(lambda: ways(user, reviews_waiting(user)))}


def ways(user, reviews):
    return {"reviews": reviews, "directory": may(user, Site.READ_DIRECTORY)}
