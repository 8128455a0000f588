"""What a person reads on a page."""

import re
from html import unescape


def read(response):
    """The words of a page, white space put together."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", response.content.decode())).split())


def heading(response):
    return read_html(response.content.decode().split("<h1", 1)[1].split(">", 1)[1].split("</h1>", 1)[0])


def read_html(html):
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


def section(response, start, end="<h2"):
    """The words of a page from a heading on, until the next one."""
    return read_html(response.content.decode().split(start, 1)[1].split(end, 1)[0])
