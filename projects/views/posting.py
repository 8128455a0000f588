"""What the pages with forms have in common."""

from django.core.exceptions import ValidationError

from registry.forms import saved
from registry.models import Refused

FORM = ["GET", "HEAD", "POST"]


def taken(form, save):
    """`saved`, and what an action refuses is said in the form."""
    try:
        return saved(form, save)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error)
    return False


def typed(request):
    return request.POST if request.method == "POST" else None


def stale_verb(form_class, now):
    """A verb's form again, for somebody whose page was older than the entry: shown with 409, nothing done."""
    form = form_class(now)
    form.add_error(None, "Somebody changed this after you opened the page. Look again; nothing has been done yet.")
    form.stale = True
    return form
