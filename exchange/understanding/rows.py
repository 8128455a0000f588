"""Every row of a sheet read by what is understood of its columns: facts, questions, problems, or why it is left out."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from exchange.fields import Field
from registry.text import tidy

from . import values
from .contacts import contact_of
from .ideas import heard
from .people import is_job, is_person, kind_of, several_in
from .shapes import Facts, Problem, Question, Row
from .skipping import Skipping
from .words import key_of

LONGEST = {
    "name": 200, "title": 200, "organisation": 200, "email": 254, "phone": 50, "expectations": 1000, "communication": 500,
    "strategy": 1000, "notes": 4000,
}  # fmt: skip
JOINED = ("strategy", "communication", "notes")  # put together from several columns, measured only then
MOST_KEPT = 2000  # readings of a column: in one with more, as of names, they hardly come again
LONGEST_VALUE = 300
LONGEST_ROLE = 60
SENTENCE = 8  # words: a cell that long says more than a value
LEAST_SHARE = 0.2  # of known roles in a column, below which its other cells are remarks
FEW_WORDS = 3
FEW_QUESTIONS = 8
ENGAGEMENTS = ("unaware", "resistant", "neutral", "supportive", "leading")
PLAIN_NOTES = {"note", "notes", "private notes", "comment", "comments", "remark", "remarks"}
CURRENT, DESIRED = (
    frozenset({"c", "current", "i", "ist", "a", "actual", "now"}),
    frozenset({"d", "desired", "s", "soll", "target", "t", "wanted", "w"}),
)


class Said:
    """What one cell says. `facts` are its column's own; `beside` fill what no column of the row says."""

    __slots__ = ("beside", "facts", "notes", "problems", "questions")

    def __init__(self, facts=None, beside=None, notes=(), questions=(), problems=()):
        self.facts, self.beside, self.notes = facts or {}, beside or {}, notes
        self.questions, self.problems = questions, problems


NOTHING = Said()


def read_rows(sheet, understanding, *, meanings=None, known_roles=()):
    """A Row for each row from the first one below the header to the sheet's end, in order.

    `meanings` are answers to questions, {question.key: answer}, None or "" to leave it blank. `known_roles` are the names
    that roles have here; without them, those the register is shipped with. No row learns anything from another.
    """
    start = understanding.first_row - 1
    rows = sheet.rows[start:]
    readers = [
        reader for column in understanding.columns
        if (reader := reader_of(column, understanding, rows, meanings or {}, known_roles))
    ]  # fmt: skip
    skipping = Skipping(understanding, sheet)
    may_stand_in = stands_in(understanding, rows)
    found = []
    for number, row in enumerate(rows, start=understanding.first_row):
        skipped = skipping.why(number - 1, row)
        found.append(Row(number, skipped=skipped) if skipped else read_row(number, row, readers, may_stand_in))
    return found


def stands_in(understanding, rows):
    """Whether this register lists roles and groups, most of them without names: then those stand for the names."""
    names = {column.index for column in understanding.of(Field.NAME)}
    others = {
        column.index for field in (Field.ROLES, Field.TITLE, Field.ORGANISATION) for column in understanding.of(field)
    }
    named = unnamed = 0
    for row in rows:
        if any(at < len(row) and not values.is_blank(row[at]) for at in names):
            named += 1
        elif any(at < len(row) and not values.is_blank(row[at]) for at in others):
            unnamed += 1
    return unnamed > named


def read_row(number, row, readers, may_stand_in):
    facts, beside, parts, notes, expectations = Facts(), [], {}, [], []
    problems, questions, raci, pieces, roles = [], [], [], {}, []
    width = len(row)
    for reader in readers:
        if reader.index >= width:
            continue
        text = row[reader.index]
        if not text:
            continue
        said = reader.cache.get(text)
        if said is None:
            said = reader.read(text)
            if len(reader.cache) < MOST_KEPT:
                reader.cache[text] = said
        if said is NOTHING:
            continue
        for what, value in said.facts.items():
            match what:
                case "first" | "last":
                    parts[what] = value
                case "expectations":
                    expectations.append(value)
                case "strategy" | "communication":
                    pieces.setdefault(what, []).append((reader, value))
                case "raci":
                    raci.append(value)
                case "roles":
                    roles += value
                case _:
                    if getattr(facts, what):
                        notes.append(reader.note(text))
                    else:
                        setattr(facts, what, value)
        if said.beside:
            beside.append((reader, text, said.beside))
        notes += said.notes
        questions += said.questions
        problems += said.problems
    if parts:
        facts.name = " ".join(parts[part] for part in ("first", "last") if part in parts)
    for reader, text, more in beside:
        add_beside(facts, roles, notes, reader, text, more)
    if roles:
        facts.roles = tuple(dict.fromkeys(roles))
    for what, said in pieces.items():
        # More than one column says it: then each says which.
        is_alone = not said[0][0].has_others
        setattr(facts, what, said[0][1] if is_alone else "\n".join(f"{reader.header}: {text}" for reader, text in said))
    if raci:
        letters = {letter for value in raci for letter in value.split(", ")}
        notes.append("RACI: " + ", ".join(letter for letter in "RASCI" if letter in letters))
    facts.expectations = tuple(expectations)
    facts.notes = tuple(dict.fromkeys(line for note in notes for line in note.split("\n") if line))
    if not facts.name and may_stand_in:
        facts.name = facts.title or ", ".join(facts.roles) or facts.organisation
    finish(facts, problems, readers)
    return Row(number, facts, "", problems, questions)


def add_beside(facts, roles, notes, reader, text, more):
    """What a cell says besides its own: taken where the row is silent, else kept as a note if it says otherwise."""
    for what, value in more.items():
        if what == "roles":
            roles += value
        elif what == "soft title":
            facts.title = facts.title or value
        elif what == "contact name":
            if not facts.name:
                facts.name = value
            elif key_of(value) != key_of(facts.name):
                notes.append(f"{reader.header}: {value}")
        elif not getattr(facts, what):
            setattr(facts, what, value)
        elif key_of(str(getattr(facts, what))) != key_of(str(value)):
            notes.append(f"{reader.header}: {value if what in {'phone', 'email'} else ' '.join(text.split())}")


def finish(facts, problems, readers):
    """The kind, and what a row cannot be taken in with."""
    if not facts.name:
        if not any(problem.message.startswith("There is no name") for problem in problems):
            column = next((reader.header for reader in readers if reader.field == Field.NAME), "Name")
            instead = facts.title or ", ".join(facts.roles) or facts.organisation
            hint = f" If “{instead}” can stand as the name, write it there." if instead else ""
            problems.append(Problem(column, "", f"There is no name in this row.{hint}"))
        return
    if not facts.kind:
        facts.kind = "person" if facts.several else kind_of(facts.name)
    for what in JOINED:
        value = getattr(facts, what)
        if value:
            value = value if isinstance(value, str) else "\n".join(value)
            if len(value) > LONGEST[what]:
                fitting = [reader for reader in readers if what in reader.fills] or readers
                problems.append(too_long(fitting[0].header, value, LONGEST[what]))


def too_long(column, value, longest):
    return Problem(column, value, f"This text has {len(value):,} characters; {longest:,} fit. Shorten it.")


# ---------------------------------------------------------------------------------------------- readers


class Reader:
    """Reads the cells of one column, each distinct text once."""

    field = None
    fills = ()
    has_others = False
    is_short = False  # whether its cells hold one word or a few: longer ones are remarks

    def __init__(self, column, cells=(), meanings=None):
        self.column, self.index, self.header, self.field = column, column.index, column.short, column.field
        self.cells, self.meanings, self.cache = cells, meanings or {}, {}
        self.prepare()

    def prepare(self):
        """What can be decided only from the whole column."""

    def read(self, text):
        """What a cell says; a text that cannot be kept is a problem, a blank one says nothing."""
        if values.is_blank(text):
            return NOTHING
        try:
            said = self.noted(text) if self.is_short and len(text) > LONGEST_VALUE else self.of(text)
        except ValidationError as refused:
            return Said(problems=[Problem(self.column.header, text, refused.messages[0])])
        for what, value in said.facts.items():
            value = value[1] if what == "expectations" else value
            if isinstance(value, str) and what not in JOINED and len(value) > LONGEST.get(what, 200):
                said.problems = [too_long(self.column.header, value, LONGEST.get(what, 200))]
        return said

    def of(self, text):
        raise NotImplementedError

    def note(self, text):
        return f"{self.header}: {line(text)}" if self.header else line(text)

    def noted(self, text):
        return Said(notes=(self.note(text),))

    def asked(self, text, what, read=None):
        """The answer to what this cell means, if there is one by now; else the question."""
        question = Question(self.field, self.column.header, line(text))
        if question.key not in self.meanings:
            return Said(questions=(question,))
        answer = self.meanings[question.key]
        if answer in (None, "", (), []):
            return NOTHING
        return Said({what: read(answer) if read else answer})


def line(text):
    """A text as it is kept, on one line."""
    if is_tidy(text):
        return text
    text = tidy(text, lines=True)
    return " ".join(text.split()) if "\n" in text else text


def lines(text):
    """A text as it is kept, its lines kept."""
    return text if is_tidy(text) else tidy(text, lines=True)


def is_tidy(text):
    """Whether `tidy` would leave a text as it is; most are, and this is told ten times as fast."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()


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


class TextReader(Reader):
    """One line of text, as it is."""

    def __init__(self, column, what, **options):
        self.what, self.fills = what, (what,)
        super().__init__(column, **options)

    def of(self, text):
        return Said({self.what: line(text)})


class LinesReader(TextReader):
    """Text of several lines."""

    def of(self, text):
        return Said({self.what: lines(text)})


class ExpectationReader(Reader):
    fills = ("expectations",)

    def of(self, text):
        return Said({"expectations": (self.column.header, lines(text))})


class NoteReader(Reader):
    fills = ("notes",)

    def of(self, text):
        if key_of(self.header) in PLAIN_NOTES:
            return Said(notes=(lines(text),))
        return self.noted(text)


class EmailReader(Reader):
    fills = ("email",)

    def of(self, text):
        found = contact_of(lines(text))
        if not found.emails:
            message = "This is no e-mail address. Correct it, or leave the cell blank."
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
        if found.emails:
            if not is_email(found.emails[0]):
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


class LevelReader(Reader):
    """How much, 1 to 5; with an attitude beside it where the cell holds two facts."""

    is_short = True

    def __init__(self, column, what, **options):
        self.what, self.fills = what, (what,)
        super().__init__(column, **options)

    def prepare(self):
        self.scale = values.scale_of(self.column.header, self.cells)
        key = key_of(self.column.header)
        self.is_both = (
            bool(re.search(r"interes|intér|ilgi|интерес|zainter|zajem|belang", key)) and self.what == "influence"
        )

    def of(self, text):
        if self.column.mark:
            return (
                Said({self.what: int(self.column.mark)})
                if values.is_mark(text) and not values.is_no_mark(text)
                else NOTHING
            )
        found = values.level(text, self.scale)
        if found:
            return Said({self.what: found})
        parts = [part for part in values.SEPARATORS.split(text) if part.strip()]
        steps = [values.level(part, self.scale) for part in parts]
        stances = [values.engagement_word(part) for part, step in zip(parts, steps, strict=True) if not step]
        known = [step for step in steps if step]
        if len(parts) > 1 and known and len(known) <= 2 and all(stances) and len(stances) <= 1:
            if len(known) == 2 and not self.is_both:
                if stances:
                    return self.noted(text)
                return Said({self.what: int(sum(known) / 2 + 0.5)})  # "medium/high", "3-4"
            facts = {self.what: known[0], **({"interest": known[1]} if len(known) == 2 else {})}
            return Said(facts, {"engagement_now": stances[0]} if stances else None)
        if len(parts) > 1 and len(known) == 1 and steps[0]:
            return Said({self.what: known[0]}, None, (self.note(text),))  # "High - until June only"
        stance = values.engagement_word(text)
        if stance and len(text.strip()) > 1:
            return Said(None, {"engagement_now": stance})
        begun = re.match(r"^\s*([^\W\d_]+|\d{1,3})\s*[,.;:(–—-]", text)
        if begun and values.level(begun[1], self.scale):
            return Said({self.what: values.level(begun[1], self.scale)}, None, (self.note(text),))
        if len(text.split()) >= SENTENCE:
            return self.noted(text)
        return self.asked(text, self.what, to_step)


def to_step(answer):
    return int(answer)


class EngagementReader(Reader):
    """For or against, now or as wanted; both of them, or how much influence, where the cell says so."""

    is_short = True

    def prepare(self):
        self.what = "engagement_wanted" if self.field == Field.ENGAGEMENT_WANTED else "engagement_now"
        self.fills = (self.what,)
        cells = {cell.strip().casefold() for cell in self.cells}
        self.has_signs = bool({"+", "++"} & cells)
        self.has_amounts = (
            bool({"h", "m"} & cells)
            or sum(values.level_word(cell) in {1, 2, 4, 5} for cell in cells if len(cell) > 1) >= 2
        )
        self.numbers = {}
        for number, word in values.SCALE_WORDS.findall(self.column.header):
            if values.engagement_word(word):
                self.numbers[number] = values.engagement_word(word)
        if any(re.fullmatch(r"[-−]\d", cell) for cell in cells):
            self.numbers |= {"-2": "resistant", "-1": "resistant", "0": "neutral", "1": "supportive", "2": "leading"}
        self.scale = values.scale_of("", self.cells)
        self.is_support = "support" in key_of(self.column.header) or values.engagement_word(self.header) is not None
        self.tells_influence = "influence" in heard(self.header).ideas or any(
            "/" in cell
            and any(map(values.engagement_word, cell.split("/")))
            and any(map(values.level_word, cell.split("/")))
            for cell in cells
        )
        self.has_circles = {"x", "o"} <= cells

    def read(self, text):
        if self.has_signs and text.strip() in values.words.SIGNS:
            return Said({self.what: values.words.SIGNS[text.strip()]})
        if text.strip().replace("−", "-") in self.numbers:
            return Said({self.what: self.numbers[text.strip().replace("−", "-")]})
        return super().read(text)

    def of(self, text):
        if self.column.mark:
            return self.marked(text)
        stance = self.stance(text)
        if stance:
            return Said({self.what: stance})
        ways = [part for part in values.ARROW.split(text) if part.strip()]
        if len(ways) == 2 and all(self.stance(part) for part in ways):
            return Said({"engagement_now": self.stance(ways[0])}, {"engagement_wanted": self.stance(ways[1])})
        parts = [part for part in values.SEPARATORS.split(text) if part.strip()]
        stances = [self.stance(part) for part in parts]
        steps = [values.level(part, self.scale) for part, stance in zip(parts, stances, strict=True) if not stance]
        if len(parts) == 2 and all(stances):
            if re.search(r"desired|target|wanted|soll|souhait|desead|desej", self.column.header, re.IGNORECASE):
                return Said({"engagement_now": stances[0]}, {"engagement_wanted": stances[1]})
            if stances[0] == stances[1]:
                return Said({self.what: stances[0]})
            return self.asked(text, self.what)
        known = [stance for stance in stances if stance]
        if len(known) == 1 and len(steps) == 1 and steps[0]:
            return Said({self.what: known[0]}, {"influence": steps[0]})
        if known and stances[0] and len(parts) > 1:
            return Said({self.what: stances[0]}, None, (self.note(text),))  # "Supportive - wants it soon"
        if self.tells_influence and values.level(text, self.scale):
            return Said(None, {"influence": values.level(text, self.scale)})
        begun = re.match(r"^\s*([^\W\d_]+)\s*[,.;:(–—-]", text)
        if begun and len(begun[1]) > 1 and self.stance(begun[1]):
            return Said({self.what: self.stance(begun[1])}, None, (self.note(text),))
        if len(text.split()) >= SENTENCE:
            return self.noted(text)
        return self.asked(text, self.what)

    def stance(self, text):
        step = values.level_word(text)
        if step and self.has_amounts and (values.engagement_word(text) is None or len(text.strip()) == 1):
            return values.words.SUPPORT[int(step)] if self.is_support else None
        return values.engagement_word(text)

    def marked(self, text):
        letters = {key_of(part) for part in re.split(r"[\s/,;+&]+", text) if part.strip()}
        if text.strip().casefold() in {"cd", "dc", "c&d"}:
            letters = {"c", "d"}
        facts = {}
        if letters & DESIRED or (self.has_circles and "o" in letters):
            facts["engagement_wanted"] = self.column.mark
        if letters & CURRENT or (not facts and values.is_mark(text) and not values.is_no_mark(text)):
            facts[self.what if not letters & CURRENT else "engagement_now"] = self.column.mark
        if values.engagement_word(text) == self.column.mark:
            facts = {self.what: self.column.mark}
        if facts:
            return Said(facts)
        return NOTHING if values.is_no_mark(text) else self.noted(text)


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
        if not any(self.role(part) or values.side_word(part) or is_job(part) for part in parts):
            if len(parts) > 1 or len(parts[:1] and parts[0].split()) > FEW_WORDS:
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


class RaciReader(Reader):
    is_short = True
    fills = ("notes",)

    def of(self, text):
        if self.column.mark:
            if (values.is_mark(text) and not values.is_no_mark(text)) or key_of(text) == self.column.mark.casefold():
                return Said({"raci": self.column.mark})
            if values.is_no_mark(text):
                return NOTHING
        letters = values.raci_letters(text)
        return Said({"raci": letters}) if letters else self.noted(text)


def is_email(text):
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def reader_of(column, understanding, rows, meanings, known_roles):
    """The reader of a column; None for one that is not read."""
    F = Field  # noqa: N806 - as short as the table it stands for
    if column.field in {None, F.ID, F.IGNORE}:
        return None
    at = column.index
    cells = ()
    if column.field in {F.INFLUENCE, F.INTEREST, F.ENGAGEMENT_NOW, F.ENGAGEMENT_WANTED, F.ROLES}:
        indexes = [at] if not column.mark else [each.index for each in understanding.of(column.field)]
        cells = tuple({row[each]: None for row in rows for each in indexes if each < len(row) and row[each]})
    options = {"cells": cells, "meanings": meanings}
    match column.field:
        case F.TITLE | F.ORGANISATION:
            reader = TextReader(column, column.field.value, **options)
        case F.STRATEGY | F.COMMUNICATION:
            reader = LinesReader(column, column.field.value, **options)
            reader.has_others = len(understanding.of(column.field)) > 1
        case F.INFLUENCE | F.INTEREST:
            reader = LevelReader(column, column.field.value, **options)
        case F.ROLES:
            reader = RolesReader(column, known_roles, **options)
        case F.PRIORITY:
            reader = NoteReader(column, **options)
        case _:
            reader = READERS[column.field](column, **options)
    if column.field in {F.NAME, F.INTERNAL_EXTERNAL}:
        reader.roles = RolesReader(column, known_roles).role
    return reader


READERS = {
    Field.NAME: NameReader,
    Field.PERSON_OR_GROUP: KindReader,
    Field.EMAIL: EmailReader,
    Field.PHONE: PhoneReader,
    Field.CONTACT: ContactReader,
    Field.INTERNAL_EXTERNAL: SideReader,
    Field.ENGAGEMENT_NOW: EngagementReader,
    Field.ENGAGEMENT_WANTED: EngagementReader,
    Field.EXPECTATIONS: ExpectationReader,
    Field.RACI: RaciReader,
    Field.NOTES: NoteReader,
}
