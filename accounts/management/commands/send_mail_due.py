"""`manage.py send_mail_due`: tell by mail what waits. For cron, every few minutes; two at once do no harm.

How it tells each thing once and loses none is written in accounts/mailing.py.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.mailing import send_mail_due
from registry.templatetags.register import plural


class Command(BaseCommand):
    help = (
        "Send the mail that is due: to users what waits for them (values and conflicts to decide, rounds to open, "
        "promises to keep), at once or once a day; to customers the personal links that were asked for."
    )

    def handle(self, **options):
        """Says on the terminal what was sent; ends with 1 and a sentence on stderr when something could not be."""
        if not settings.SITE_URL:
            raise CommandError("Mail needs links: set SITE_URL to the address at which people reach the register.")
        report = send_mail_due()
        said = f"{plural(report.sent, 'message')} sent." if report.sent else "No mail was due."
        problems = [f"Not sent to {whom} ({why}); tried again in half an hour." for whom, why in report.failed]
        if report.away:
            problems.append(f"The mail server is away ({report.away}). What is due goes out at the next run.")
        if problems:
            raise CommandError(" ".join([said if report.sent else "Mail was due.", *problems]))
        self.stdout.write(said)
