"""Every row of a sheet read by what is understood of its columns: facts, questions, problems, or why it is left out."""

from exchange.fields import Field

from . import values
from .cells import reader_of
from .cells.base import JOINED, LONGEST, NOTHING, too_long
from .people import kind_of
from .shapes import Facts, Problem, Row
from .skipping import Skipping
from .words import key_of

MOST_KEPT = 2000  # readings of a column: in one with more, as of names, they hardly come again


def read_rows(sheet, understanding, *, meanings=None, known_roles=()):
    """A Row for each row from the first one below the header to the sheet's end, in order.

    `meanings` are answers to questions, {question.key: answer}, None or "" to leave it blank. `known_roles` are the
    names that roles have here; without them, those the register is shipped with. No row learns anything from another.
    """
    start = understanding.first_row - 1
    rows = sheet.rows[start:]
    readers = [
        reader for column in understanding.columns
        if (reader := reader_of(column, understanding, rows, meanings or {}, known_roles))
    ]  # fmt: skip
    skipping = Skipping(understanding, sheet)
    why = skipping.why_blank if understanding.is_ours else skipping.why
    may_stand_in = not understanding.is_ours and stands_in(understanding, rows)
    found = []
    for number, row in enumerate(rows, start=understanding.first_row):
        skipped = why(number - 1, row)
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
                    expectations += value
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
    if not facts.name and facts.organisation and not facts.title:
        facts.name, facts.kind = facts.organisation, facts.kind or "group"  # nobody of it is named: the row is its own
    finish(facts, problems, readers)
    return Row(number, facts, "", tuple(problems), tuple(questions))


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
        is_its_own = key_of(facts.organisation or "") == key_of(facts.name)
        facts.kind = "person" if facts.several else "group" if is_its_own else kind_of(facts.name)
    for what in JOINED:
        value = getattr(facts, what)
        if value:
            value = value if isinstance(value, str) else "\n".join(value)
            if len(value) > LONGEST[what]:
                fitting = [reader for reader in readers if what in reader.fills] or readers
                problems.append(too_long(fitting[0].header, value, LONGEST[what]))
