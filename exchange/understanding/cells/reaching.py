"""How to reach somebody: addresses, numbers, and both in one cell."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ..contacts import contact_of
from ..people import is_person
from ..shapes import Problem
from .base import Reader, Said, line, lines


class EmailReader(Reader):
    fills = ("email",)

    def of(self, text):
        found = contact_of(lines(text))
        if not found.emails:
            message = "This is not an e-mail address. Correct it, or leave the cell blank."
            return Said(problems=[Problem(self.column.header, text, message)])
        if not is_email(found.emails[0]):
            message = "This is no valid e-mail address. Correct it, or leave the cell blank."
            return Said(problems=[Problem(self.column.header, text, message)])
        more = [*found.emails[1:], *found.rest]
        beside = {"phone": found.phones[0]} if found.phones else None
        return Said({"email": found.emails[0]}, beside, tuple(self.note(each) for each in [*more, *found.phones[1:]]))


class PhoneReader(Reader):
    fills = ("phone",)

    def of(self, text):
        found = contact_of(lines(text))
        beside = {"email": found.emails[0]} if found.emails and is_email(found.emails[0]) else None
        if not found.phones:
            rest = line(text) if not found.emails else " ".join(found.rest)
            return Said({"phone": rest} if rest else None, beside)
        if len(found.phones) == 1 and not found.emails and found.rest:
            return Said({"phone": line(text)})  # "0121 496 0000 (mornings)"
        more = [*found.phones[1:], *found.rest, *found.emails[1:]]
        return Said({"phone": found.phones[0]}, beside, tuple(self.note(each) for each in more))


class ContactReader(Reader):
    fills = ("email", "phone")

    def of(self, text):
        found = contact_of(lines(text))
        facts, more = {}, list(found.rest)
        if found.emails and not is_email(found.emails[0]):
            message = "This holds no valid e-mail address. Correct it, or leave it out."
            return Said(problems=[Problem(self.column.header, text, message)])
        beside = {}
        if found.emails:
            beside["email"] = found.emails[0]
        if found.phones:
            beside["phone"] = found.phones[0]
        more += [*found.emails[1:], *found.phones[1:]]
        if found.rest and is_person(found.rest[0]):
            beside["contact name"] = found.rest[0]
            more.remove(found.rest[0])
        return Said(facts, beside, tuple(self.note(each) for each in more))


def is_email(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
