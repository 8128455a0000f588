"""What holds for every page: is the database there, is what was sent plain text, is there a page at all."""

import logging
import re

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

# Tab, line feed and carriage return are text; the other control characters are not, and PostgreSQL stores no NUL.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udfff]")
RETRY_SECONDS = 5


class DatabaseAwayMiddleware:
    """503 with Retry-After while the database cannot be reached, instead of a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, OperationalError | InterfaceError):
            logger.warning("database away: %s", exception)
            return database_away()
        return None


def database_away():
    return HttpResponse(
        "The register's database cannot be reached just now. Nothing was lost; please try again in a moment.",
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(RETRY_SECONDS)},
    )


class PlainTextMiddleware:
    """400 for NUL and other control characters in an address, a query or a form, once for the whole site."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        field = self.offending_field(request)
        if field is None:
            return self.get_response(request)
        return render(request, "400_control.html", {"field": field}, status=400)

    def offending_field(self, request):
        if CONTROL.search(request.path_info):
            return "the address"
        sources = [request.GET]
        if request.method == "POST":
            sources.append(request.POST)
        for source in sources:
            for name, values in source.lists():
                if CONTROL.search(name) or any(CONTROL.search(value) for value in values):
                    return CONTROL.sub("", name) or "a field"
        return None


class NoPageMiddleware:
    """A page in the place of Django's empty answer where somebody opens an address to which only buttons send."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
