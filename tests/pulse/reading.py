"""What a browser would send of a page: every field as it stands."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.area, self.select = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") not in ("submit", "search") and "name" in attrs:
            if attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs:
                self.found[attrs["name"]] = attrs.get("value") or ""
        elif tag == "textarea":
            self.area = attrs["name"]
            self.found[self.area] = ""
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and self.select and ("selected" in attrs or self.select not in self.found):
            self.found[self.select] = attrs["value"]

    def handle_data(self, data):
        if self.area:
            self.found[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None


def sent_by(page):
    fields = Fields()
    fields.feed(page.content.decode())
    return {name: value for name, value in fields.found.items() if name not in ("csrfmiddlewaretoken", "q")}


def typed(customer, **fields):
    """Fields of one customer: score=8, words="...", s5=7 (criterion 5)."""
    return {f"c{customer.pk}-{name}": value for name, value in fields.items()}
