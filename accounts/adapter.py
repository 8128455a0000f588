"""How signing in differs from allauth's ways: nobody signs up, administrators invite, and the log says who came in."""

import logging

from allauth.account.adapter import DefaultAccountAdapter

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Send a mail; False if the mail server refused. A page about it would tell strangers which addresses exist."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # smtplib's errors among them
            logger.warning("mail not sent (%s): %s", template_prefix, error)
            return False
        return True

    def login(self, request, user):
        super().login(request, user)
        logger.info("user %s signed in from %s", user.pk, self.get_client_ip(request))

    def authentication_failed(self, request, **credentials):
        # Not what was typed: people type passwords into the wrong field.
        logger.warning("sign-in failed from %s", self.get_client_ip(request))
