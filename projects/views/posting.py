"""What the pages with forms have in common."""

FORM = ["GET", "HEAD", "POST"]


def typed(request):
    return request.POST if request.method == "POST" else None


def stale_verb(form_class, now):
    """A verb's form again, for somebody whose page was older than the entry: shown with 409, nothing done."""
    form = form_class(now)
    form.add_error(None, "Somebody changed this after you opened the page. Look again; nothing has been done yet.")
    form.stale = True
    return form
