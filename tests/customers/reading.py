"""What a person reads on a page: its source in one line, and the texts of its elements."""

import re
from html import unescape


def text(response):
    return " ".join(response.content.decode().split())


def plain(html):
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def lines(response, tag):
    """The visible text of every element of that name, in order; for elements that do not hold one another."""
    return [plain(inner) for inner in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", response.content.decode(), re.DOTALL)]


def heading(response):
    return lines(response, "h1")[0]
