"""What a column may be: by its words, and by its cells, which confirm, override or fill in."""

from dataclasses import dataclass
from functools import cached_property

from exchange.fields import Field

from .. import ours
from ..contacts import is_email
from ..guessing import guesses
from ..ideas import heard
from ..values import LONGEST_WORDING, SEPARATORS, bare, number_in, role_word, side_word
from ..words import explanation, key_of, without_explanation
from .looks import Cells

# Labels of one word are words like others, to be judged with their cells.
OWN = {key_of(field.label): field for field in Field if " " in field.label}
VAGUE = {
    "other",
    "level",
    "type",
    "group",
    "project",
    "information",
    "date",
    "place",
    "responsibility",
    "notes",
    "current",
    "wanted",
    "aim",
}
WORDED = {Field.NAME, Field.TITLE, Field.ORGANISATION, Field.EXPECTATIONS, Field.STRATEGY, Field.ROLES}
REACHING = {Field.EMAIL, Field.PHONE, Field.CONTACT}
SAID_IN_WORDS = {*REACHING, Field.NAME, Field.EXPECTATIONS, Field.STRATEGY, Field.COMMUNICATION, Field.ID}
DATELESS = {*REACHING, *WORDED, Field.COMMUNICATION}
LEGENDS = {"legend", "legende", "leyenda", "legenda", "lejant", "легенда"}  # beside a table
MOST_WORDS_OF_A_NAME = 6
KEPT = "no word of it is known: kept as notes"


@dataclass
class Draft:
    """A column on its way: what it may be, best first."""

    index: int
    header: str
    lower: str
    above: str
    cells: Cells
    options: list  # (sure, field, why)
    mark: str = ""

    @cached_property
    def ideas(self):
        return heard(without_explanation(self.lower)).ideas


def options_of(draft, own, beside=False, is_first=False):
    """[(sure, field, why)] of a column, best first."""
    key = key_of(draft.header)
    if field := ours.fields_of(own).get(key):
        return [(1.0, field, f"the column “{draft.header}” of our own table")]
    if key in OWN:
        return [(1.0, OWN[key], f"the word “{draft.header}”"), (0.3, Field.NOTES, KEPT)]
    if beside or key_of(draft.lower) in LEGENDS:
        return [(0.5, Field.IGNORE, "it stands apart from the table")]
    by_words = by_header(draft)
    found = {}
    for field, sure, word in by_words:
        sure, why = judged(draft, field, sure, f"the word “{word}”")
        if sure > found.get(field, (0, 0, ""))[0]:
            found[field] = (sure, field, why)
    for sure, field, why in by_cells(draft, by_words, is_first):
        if sure > found.get(field, (0, 0, ""))[0]:
            found[field] = (sure, field, why)
    if not draft.cells.is_empty or by_words:
        found.setdefault(
            Field.NOTES, (0.3, Field.NOTES, KEPT if not by_words else "the field has a column already: kept as notes")
        )
    return sorted(found.values(), key=lambda option: -option[0])


def by_header(draft):
    """Guesses by words: the lower level alone, or both levels where that is not enough."""
    alone = guesses(draft.lower)
    if not draft.above:
        return alone
    both = guesses(f"{draft.above} {without_explanation(draft.lower)}")
    above = guesses(draft.above)
    if not alone or alone[0][1] < 0.7 or draft.ideas <= {"level", "current", "wanted", "information", "type", "name"}:
        if alone and draft.ideas <= {"name"} and above and above[0][0] in {Field.NAME, Field.CONTACT}:
            return alone
        if both and draft.ideas and heard(draft.above).ideas:
            return both
        if both and above and not alone:
            return tuple((field, sure * 0.7, word) for field, sure, word in both)
    return alone


def judged(draft, field, sure, why):
    """How sure a guess by words still is once the cells are seen, and why."""
    cells, ideas = draft.cells, draft.ideas
    if cells.is_empty:
        return judged_by_explanation(draft, field, sure), why
    if field in {*WORDED, Field.COMMUNICATION} and cells.share(number_in) >= 0.8:
        return sure * 0.3, why
    if field in DATELESS and cells.days >= 0.8:
        return 0.2, why  # "Last contact"
    if field in SAID_IN_WORDS and cells.marks >= 0.8 and not (field == Field.ID and cells.is_worded is False):
        return 0.2, why  # "Response received? Yes/No"

    def confirmed(share, what, least=0.5, otherwise=0.6):
        if share >= least:
            return min(0.99, max(sure, 0.85) + 0.04), f"{why}, and {cells.said(share, what)}"
        return sure * otherwise if share == 0 and len(cells.texts) >= 3 else sure, why

    match field:
        case Field.EMAIL:
            return confirmed(cells.emails, "e-mail addresses")
        case Field.PHONE:
            return confirmed(cells.phones, "telephone numbers", otherwise=0.8)
        case Field.CONTACT:
            if cells.contacts == 0 and cells.people >= 0.6:
                return 0.5, why
            return confirmed(cells.contacts, "addresses or numbers", otherwise=0.9)
        case Field.INFLUENCE if "impact" in ideas and "influence" not in ideas:
            return (0.62, why) if cells.levels >= 0.5 and cells.stances < 0.5 else (0.2, why)
        case Field.INFLUENCE | Field.INTEREST:
            if cells.levels >= 0.5:
                if field == Field.INTEREST and "interests" in ideas:
                    return 0.86, f"{why}, and {cells.said(cells.levels, 'levels')}"
                return confirmed(cells.levels, "levels")
            return (sure * 0.5, why) if cells.words >= 3 or cells.levels < 0.2 else (sure, why)
        case Field.EXPECTATIONS if "interest" in ideas or "interests" in ideas:
            if cells.levels >= 0.5:
                return sure * 0.7, why
            return max(sure, 0.85), f"{why}, and its cells are sentences"
        case Field.EXPECTATIONS if "aim" in ideas and cells.stances >= 0.7 and cells.words <= 2:
            return 0.25, why
        case Field.EXPECTATIONS if cells.levels >= 0.8 and cells.words <= 2:
            return 0.25, why
        case Field.ENGAGEMENT_NOW | Field.ENGAGEMENT_WANTED:
            if ideas <= {"wanted", "current"} and not cells.stances:
                return 0.15, why
            stance = max(cells.stances, cells.levels * 0.8)
            if "position" in ideas and not ideas & {"towards", "current", "attitude"}:
                return (0.9, why) if cells.stances >= 0.5 else (0.1, why)
            if "position" in ideas and cells.stances < 0.3 and "wanted" not in ideas:
                return 0.3, why
            if stance >= 0.5:
                return confirmed(stance, "attitudes")
            if stance == 0 and len(cells.texts) >= 2 and cells.words >= 3:
                return 0.25, why
            return (sure * 0.5, why) if cells.words >= 3 else (sure * 0.8, why)
        case Field.NOTES if "impact" in ideas:
            return (0.6, why)
        case Field.ROLES:
            return judged_roles(draft, sure, why)
        case Field.TITLE:
            if cells.is_form_of_address:
                return 0.1, why
            if "role" in ideas:
                fits = cells.roles < 0.2 and cells.jobs >= 0.5
                return (0.86, f"{why}, and {cells.said(cells.jobs, 'jobs')}") if fits else (0.5, why)
            if cells.roles >= 0.7 and cells.jobs < 0.3 and ideas & {"function", "position"}:
                return 0.6, why
            return sure, why
        case Field.INTERNAL_EXTERNAL:
            if ideas >= {"internal", "external"}:
                return confirmed(cells.sides, "“internal” or “external”")
            return (
                (0.9, f"{why}, and {cells.said(cells.sides, '“internal” or “external”')}")
                if cells.sides >= 0.5
                else (0.2, why)
            )
        case Field.PERSON_OR_GROUP:
            return (0.9, why) if cells.kinds >= 0.5 else (0.2, why)
        case Field.ORGANISATION if "group" in ideas and not ideas & {"organisation", "department"}:
            if cells.sides >= 0.5 or cells.roles >= 0.5:
                return 0.3, why
            return sure, why
        case Field.NAME:
            if cells.emails >= 0.6:
                return 0.3, why
            if "contact" in ideas and "name" not in ideas:
                return (0.64 if cells.people >= 0.6 and not cells.contacts else sure), why
            if ideas == {"person"}:
                return (sure + 0.1 if cells.people >= 0.5 else sure - 0.1), why
            return (min(0.99, sure + 0.02) if cells.people >= 0.5 else sure), why
        case Field.RACI:
            return confirmed(cells.raci, "letters of RACI")
        case Field.ID:
            if cells.phones >= 0.6:
                return 0.2, why
            if cells.people >= 0.6:
                return 0.2, why
            return sure, why
    return sure, why


def judged_by_explanation(draft, field, sure):
    """Where a column has no cells yet, the examples in its header speak."""
    said = explanation(draft.lower)
    parts = [part for part in SEPARATORS.split(said.strip("()[] ")) if part]
    if field == Field.ROLES and sum(role_word(part) is not None for part in parts) >= 2:
        return max(sure, 0.7)
    if (
        field == Field.INTERNAL_EXTERNAL
        and draft.ideas & {"type", "group"}
        and not draft.ideas & {"internal", "external"}
    ):
        return 0.7 if any(side_word(part) for part in parts) or not parts else sure
    return sure


def judged_roles(draft, sure, why):
    cells, ideas = draft.cells, draft.ideas
    if cells.roles >= 0.5:
        return max(sure, 0.88), f"{why}, and {cells.said(cells.roles, 'roles')}"
    if "responsibility" in ideas and "role" not in ideas:
        return 0.4, why
    if ideas & {"type", "group"} and not ideas & {"role"}:
        said = judged_by_explanation(draft, Field.ROLES, 0.0)
        return (0.65 if cells.roles >= 0.3 or said else 0.2), why
    if ideas & {"function", "position", "title"} and not ideas & {"role", "project"}:
        return 0.3, why
    if "responsibility" in ideas and cells.words >= 6:
        return 0.45, why
    return sure, why


def may_be_name(text):
    return len(text) <= LONGEST_WORDING and sum(map(str.isalpha, text)) >= 2 and not is_email(text)


def by_cells(draft, by_words, is_first=False):
    """What the cells alone say a column is: where the header says nothing or little, or plainly something else."""
    cells, ideas = draft.cells, draft.ideas
    if cells.is_empty:
        return
    is_open = not by_words or ideas <= VAGUE or by_words[0][1] < 0.5
    if cells.days >= 0.6:
        return
    if cells.emails >= 0.6 and (is_open or by_words[0][0] in {Field.NAME, Field.COMMUNICATION, Field.PHONE, Field.ID}):
        is_contact = cells.contacts > cells.emails and "email" not in ideas
        if is_contact:
            yield 0.9, Field.CONTACT, cells.said(cells.contacts, "addresses or numbers")
        yield 0.5 if is_contact else 0.9, Field.EMAIL, cells.said(cells.emails, "e-mail addresses")
    if (
        cells.phones >= 0.6
        and not cells.is_counted
        and (is_open or by_words[0][0] in {Field.ID, Field.EMAIL, Field.COMMUNICATION})
    ):
        yield 0.8, Field.PHONE, cells.said(cells.phones, "telephone numbers")
    if "form of address" in ideas or (ideas & {"date"} and cells.words <= 1.5):
        return
    if is_open and len(cells.texts) >= 2 and cells.signs >= 0.8:
        yield 0.75, Field.ENGAGEMENT_NOW, cells.said(cells.signs, "signs for and against")
    if ideas and ideas <= {"stakeholder", "group", "person"} and by_words and by_words[0][0] == Field.NAME:
        # Where another column holds the names, "Stakeholder" is what these people are, or the group they are of.
        if cells.roles >= 0.5:
            yield 0.5, Field.ROLES, cells.said(cells.roles, "roles")
        elif cells.groups >= 0.5:
            yield 0.45, Field.ORGANISATION, cells.said(cells.groups, "groups")
        elif cells.jobs >= 0.5:
            yield 0.45, Field.TITLE, cells.said(cells.jobs, "jobs")
    if (
        "engagement" in ideas
        and "other" not in ideas
        and len(cells.texts) >= 2
        and not cells.stances
        and not cells.levels
    ):
        yield 0.7, Field.STRATEGY, "its cells say what is done"
    if "impact" in ideas and cells.stances >= 0.5 and cells.words < 3:
        yield 0.85, Field.ENGAGEMENT_NOW, cells.said(cells.stances, "attitudes")
    if not is_open:
        return
    if cells.contacts >= 0.6 and cells.emails < 0.6 and cells.phones < 0.6:
        yield 0.75, Field.CONTACT, cells.said(cells.contacts, "addresses or numbers")
    if cells.is_counted and not by_words:
        yield 0.7, Field.ID, "its cells count the rows"
    distinct = len({key_of(text) for text in cells.texts})
    if cells.sides >= 0.7 and cells.share(lambda text: len(bare(text)) > 2) >= 0.7:
        yield 0.8, Field.INTERNAL_EXTERNAL, cells.said(cells.sides, "“internal” or “external”")
    elif (
        cells.stances >= 0.7
        and cells.levels < 0.5
        and (distinct >= 2 or len(cells.texts) == 1)
        and cells.share(lambda text: len(text) > 2 or not any(map(str.isalnum, text))) >= 0.7
    ):
        is_wanted = ideas & {"wanted", "aim"}  # "Desired state", "Hedef durum"
        field = Field.ENGAGEMENT_WANTED if is_wanted else Field.ENGAGEMENT_NOW
        yield 0.75, field, cells.said(cells.stances, "attitudes")
    elif cells.kinds >= 0.7 and cells.share(lambda text: len(text) > 2) >= 0.7 and ideas & {"type", "person"}:
        yield 0.7, Field.PERSON_OR_GROUP, "its cells say person or group"
    elif cells.roles >= 0.7 and cells.words <= 4 and "date" not in ideas and "place" not in ideas:
        yield 0.72, Field.ROLES, cells.said(cells.roles, "roles")
    elif not by_words and cells.raci >= 0.8 and cells.share(lambda text: len(text) <= 5) >= 0.8:
        yield 0.5, Field.RACI, cells.said(cells.raci, "letters of RACI")
    tells_apart = cells.words <= MOST_WORDS_OF_A_NAME and distinct >= 0.9 * len(cells.texts)
    if is_first and not by_words and draft.header and tells_apart and cells.share(may_be_name) >= 0.9:
        yield 0.66, Field.NAME, "the first column, and its cells tell the rows apart"
    if not by_words and cells.people >= 0.6:
        yield 0.55, Field.NAME, cells.said(cells.people, "names of people")
    if not by_words and cells.jobs >= 0.6:
        yield 0.5, Field.TITLE, cells.said(cells.jobs, "jobs")
    if not by_words and not draft.header and cells.groups >= 0.6:
        yield 0.4, Field.ORGANISATION, cells.said(cells.groups, "groups")
    if not draft.header and cells.level_words >= 0.8:
        yield 0.35, Field.INFLUENCE, cells.said(cells.level_words, "levels")
