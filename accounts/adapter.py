"""How signing in differs from allauth's ways: nobody signs up, administrators invite, and the log says who came in."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        # A page about a mail server that refuses would tell strangers which addresses exist; the log is told.
        self.was_sent(self.written(template_prefix, email, context))

    def written(self, template_prefix, email, context):
        """A mail with what all our mails name: the request's site."""
        request = allauth_context.request
        context = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        return self.render_mail(template_prefix, email, context)

    def was_sent(self, message):
        """Send a mail; False if the mail server did not take it."""
        try:
            message.send()
        except OSError as error:  # smtplib's errors among them
            logger.warning("mail not sent (%s): %s", message.subject, error)
            return False
        return True

    def login(self, request, user):
        super().login(request, user)
        logger.info("user %s signed in from %s", user.pk, self.get_client_ip(request))

    def authentication_failed(self, request, **credentials):
        # Not what was typed: people type passwords into the wrong field.
        logger.warning("sign-in failed from %s", self.get_client_ip(request))
