"""Secrets that stand in addresses never reach a log: who reads it could open what they open."""

import logging
import re

# What follows /calendar/ and /l/, as it is sent and as it stands in another address's query.
SECRET = re.compile(r"((?:/|%2[Ff])(?:calendar|l)(?:/|%2[Ff])+)(?:(?!%2[Ff])[^\s/?#&\"'<>])+")


def hidden(text):
    """ "GET /l/…/?page=2" for "GET /l/oJk3…/?page=2"."""
    return SECRET.sub(r"\1…", text)


class HideSecrets(logging.Filter):
    """Lets every record through, its message and its traceback without the secrets."""

    def filter(self, record):
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # what logging would print itself, secrets and all
            message = f"{record.msg} {record.args}"
        record.msg, record.args = hidden(message), ()
        if record.exc_info:
            record.exc_text = hidden(record.exc_text or logging.Formatter().formatException(record.exc_info))
        return True
