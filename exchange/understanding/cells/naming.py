"""Who it is: names, kinds, sides, roles."""

import re

from .. import values
from ..contacts import contact_of
from ..people import is_job, is_person, kind_of, several_in
from ..words import key_of
from .base import LONGEST_VALUE, NOTHING, SENTENCE, Reader, Said, line, lines
from .reaching import is_email

LONGEST_ROLE = 60
LEAST_SHARE = 0.2  # of known roles in a column, below which its other cells are remarks
FEW_WORDS = 3
FEW_QUESTIONS = 8
EMPHASIS = re.compile(r"^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*$", re.DOTALL)  # as pasted from a text with such signs


class NameReader(Reader):
    fills = ("name", "several")
    TAIL = re.compile(r"^(.*?)\s*(?:\(([^()]+)\)|\s[-–—|]\s(.+)|,\s*(.+)|\n(.+))$", re.DOTALL)

    def of(self, text):
        text = EMPHASIS.sub(r"\1", lines(text))
        if self.column.mark in {"first", "last"}:
            return Said({self.column.mark: line(text)})
        if self.column.mark:
            return self.stands_in(line(text))
        if len(text) > LONGEST_VALUE:
            return Said({"name": line(text)})
        beside = {}
        if "@" in text:
            found = contact_of(text)
            if found.emails and not found.rest:
                return Said({"name": line(text)}, {"email": found.emails[0]} if is_email(found.emails[0]) else {})
            if found.emails:
                text = "\n".join(found.rest)
                beside["email"] = found.emails[0]
                if found.phones:
                    beside["phone"] = found.phones[0]
        several = several_in(text)
        if several:
            return Said({"name": line(text), "several": several}, beside)
        tail = self.TAIL.match(text)
        if tail and is_person(tail[1]):
            more = line(tail[2] or tail[3] or tail[4] or tail[5])
            if is_job(more):
                return Said({"name": line(tail[1])}, {**beside, "title": more})
            if kind_of(more) == "group" and not tail[4]:
                return Said({"name": line(tail[1])}, {**beside, "organisation": more})
        return Said({"name": line(text)}, beside)

    def stands_in(self, text):
        facts = {"name": text}
        if self.column.mark == "group":
            facts["kind"] = "group"
        role = values.role_word(text)
        return Said(facts, {"roles": [self.roles(role)]} if role and self.roles(role) else None)

    roles = staticmethod(lambda role: role)


class SideReader(Reader):
    is_short = True
    fills = ("side",)

    def of(self, text):
        if self.column.mark:
            return Said({"side": self.column.mark}) if values.is_mark(text) and not values.is_no_mark(text) else NOTHING
        side = values.side_word(text)
        key = key_of(text)
        if side:
            return Said(
                {"side": side},
                {"roles": [self.roles("Other")]} if "other" in key.split() and self.roles("Other") else None,
            )
        parts = values.role_parts(text)
        found = [self.roles(values.role_word(part)) for part in parts if values.role_word(part)]
        sides = [values.side_word(part) for part in parts if values.side_word(part)]
        if (found or sides) and len(found) + len(sides) == len(parts) and len(set(sides)) <= 1:
            return Said({"side": sides[0]} if sides else None, {"roles": [each for each in found if each]})
        if len(text.split()) >= SENTENCE or len(set(sides)) == 2:
            return self.noted(text)
        return self.asked(text, "side")

    roles = staticmethod(lambda role: role)


class KindReader(Reader):
    is_short = True
    fills = ("kind",)

    def of(self, text):
        kind = values.kind_word(text)
        return Said({"kind": kind}) if kind else self.asked(text, "kind")


class RolesReader(Reader):
    is_short = True
    fills = ("roles",)

    def __init__(self, column, known_roles, **options):
        self.known = {key_of(name): name for name in known_roles}
        self.shipped = {}
        for name in known_roles:
            self.shipped.setdefault(values.role_word(name), name)
        self.shipped |= {name: name for name in known_roles if name in values.words.ROLES}
        super().__init__(column, **options)

    def prepare(self):
        distinct = {key_of(cell): cell for cell in self.cells if not values.is_blank(cell)}
        unknown = [cell for cell in distinct.values() if not any(map(self.role, values.role_parts(cell)))]
        self.are_remarks = len(unknown) > FEW_QUESTIONS and len(unknown) > (1 - LEAST_SHARE) * len(distinct)

    def role(self, text):
        """The name a role has here, or None."""
        named = self.known.get(key_of(text))
        if named:
            return named
        shipped = values.role_word(text)
        return self.shipped.get(shipped) if self.known else shipped

    def of(self, text):
        text = lines(text)
        whole = self.known.get(key_of(text))
        if whole:
            return Said({"roles": [whole]})
        roles, titles, notes, questions, sides = [], [], [], [], []
        parts = values.role_parts(text)
        is_told = any(self.role(part) or values.side_word(part) or is_job(part) for part in parts)
        if not is_told and (len(parts) > 1 or len(text.split()) > FEW_WORDS):
            return self.noted(text)  # what they do, in words
        for part in parts:
            role, side = self.role(part), values.side_word(part) if len(part) > 2 else None
            if role:
                roles.append(role)
                if role_says_less(part):
                    titles.append(part)
            elif side:
                sides.append(side)
                if "other" in key_of(part).split() and self.role("Other"):
                    roles.append(self.role("Other"))
            elif len(part.split()) >= SENTENCE or len(part) > LONGEST_ROLE or self.are_remarks:
                notes.append(part)
            elif is_job(part):
                titles.append(part)
                if roles:
                    notes.append(part)
            else:
                said = self.asked(part, "roles", self.answered)
                roles += said.facts.get("roles", [])
                questions += said.questions
        beside = {}
        if titles:
            beside["title" if not roles else "soft title"] = ", ".join(dict.fromkeys(titles))
        if notes and self.are_remarks and not roles and not titles and any(is_job(note) for note in notes):
            beside, notes = {"title": line(text)}, []
        if sides:
            beside["side"] = sides[0]
        noted = (self.note(text),) if notes and "soft title" not in beside else ()
        return Said({"roles": roles} if roles else None, beside, noted, tuple(questions))

    def answered(self, answer):
        names = answer if isinstance(answer, list | tuple) else [part.strip() for part in str(answer).split(",")]
        return [self.role(name) or name for name in names if name]


def role_says_less(part):
    """Whether a wording says more than the role it stands for: "Project manager" is more than "Team member"."""
    return values.role_word(part) in {"Team member", "Subject-matter expert", "Resource provider"} and is_job(part)
