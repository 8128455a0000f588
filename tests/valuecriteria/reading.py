"""What a person reads on a page, for the tests."""

import re
from html import unescape

from django.contrib.messages import get_messages


def text_of(response):
    """The text of a page, without tags, scripts and needless white space."""
    html = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html))).strip()


def words_on(response):
    """Every text that stands as a customer's words (class "words"), in the order of the page."""
    found = re.findall(r'(?s)<(\w+) class="words[^"]*"[^>]*>(.*?)</\1>', response.content.decode())
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", inner))).strip() for _, inner in found]


def said(response):
    """The messages that the next page will show, as text."""
    return [unescape(re.sub(r"<[^>]+>", "", str(message))) for message in get_messages(response.wsgi_request)]


def errors_of(response):
    return response.context["form"].errors


def heading(response):
    return re.sub(
        r"\s+",
        " ",
        unescape(re.sub(r"<[^>]+>", "", re.search(r"(?s)<h1[^>]*>(.*?)</h1>", response.content.decode())[1])),
    ).strip()
