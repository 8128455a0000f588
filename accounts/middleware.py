"""What happens to whoever is not signed in any more."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme

from registry.kept import MARK

NOT_DONE = "You were signed out meanwhile, so nothing was done. Sign in, then press the button again."


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's, and who pressed a button comes back to the page on which it stands, not to what the button sends to.

    A form with fields is kept (registry.kept), and its own address shows it again. Our pages alone send the address
    of the page along; without one it goes as in Django.
    """

    def handle_no_permission(self, request, view_func):
        back = page_of_ours(request)
        if request.method != "POST" or MARK in request.POST or not back:
            return super().handle_no_permission(request, view_func)
        messages.info(request, NOT_DONE)
        return redirect_to_login(back, self.get_login_url(view_func), self.get_redirect_field_name(view_func))


def page_of_ours(request):
    """The path and query of the page from which this was sent; "" if it does not say, or is none of this site."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    path = page._replace(scheme="", netloc="", fragment="").geturl()
    is_ours = page.netloc == request.get_host() and url_has_allowed_host_and_scheme(path, None)
    return path if is_ours else ""
