"""What the pages of the pulse share."""

from django.http import Http404
from django.views.decorators.http import require_http_methods

from pulse.queries import with_heard

FORM = require_http_methods(["GET", "HEAD", "POST"])
PULSE, PROMISES = "Pulse", "Promises"  # the words of this app's tabs in the frame of a project


def round_or_404(project, number):
    """A round of the project by its number, with `heard`, how many were, and the project that knows the reader."""
    if number > 32767:  # more than a small number's column holds
        raise Http404("No such round.")
    round = with_heard(project.rounds.filter(number=number)).select_related("opened_by", "closed_by").first()
    if round is None:
        raise Http404("No such round.")
    round.project = project
    return round
