"""What each column is: by the words of its header first, then by its cells, which confirm, override or fill in."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from exchange.fields import SEVERAL, Field

from .contacts import contact_of, is_email, is_phone
from .headers import filled, guesses, is_placeholder
from .ideas import heard
from .people import is_given_name, is_job, is_person, kind_of
from .shapes import Column
from .values import (
    LONGEST_WORDING,
    SEPARATORS,
    Scale,
    bare,
    engagement_word,
    is_blank,
    is_mark,
    is_no_mark,
    kind_word,
    level,
    level_word,
    number_in,
    raci_letters,
    role_parts,
    role_word,
    side_word,
)
from .words import explanation, key_of, without_explanation

SAMPLE = 300
LONGEST_LOOKED_AT = 400  # characters of a cell
ANY_SCALE = Scale(0, 100)
# Labels of one word are words like others, to be judged with their cells.
OWN = {key_of(field.label): field for field in Field if " " in field.label}
# The columns of our own lists that say what is worked out elsewhere.
OWN_LIST = {"group": Field.ORGANISATION, "roles": Field.ROLES} | dict.fromkeys(
    ["why a customer", "represented by", "criteria", "last heard", "looked after by"], Field.IGNORE
)
OWN_LIST_SIGNS = {"person or group", "why a customer"}
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
}
WORDED = {Field.NAME, Field.TITLE, Field.ORGANISATION, Field.EXPECTATIONS, Field.STRATEGY, Field.ROLES}
STANDS_IN = {Field.ROLES: "role", Field.TITLE: "title", Field.ORGANISATION: "group"}
KEPT = "no word of it is known: kept as notes"


@dataclass
class Cells:
    """The cells of one column that say something, some hundred at most, and what they look like."""

    texts: list

    def share(self, test):
        return sum(map(bool, map(test, self.texts))) / len(self.texts) if self.texts else 0.0

    @cached_property
    def emails(self):
        return self.share(is_email)

    @cached_property
    def phones(self):
        return self.share(is_phone)

    @cached_property
    def contacts(self):
        return self.share(lambda text: contact_of(text).emails or contact_of(text).phones)

    @cached_property
    def levels(self):
        return self.share(lambda text: any(level(part, ANY_SCALE) for part in [text, *SEPARATORS.split(text)][:4]))

    @cached_property
    def level_words(self):
        return self.share(level_word)

    @cached_property
    def stances(self):
        return self.share(
            lambda text: any(engagement_word(part) for part in [text, *SEPARATORS.split(text)][:4] if not_level(part))
        )

    @cached_property
    def sides(self):
        return self.share(lambda text: len(text) <= LONGEST_WORDING and side_word(text))

    @cached_property
    def kinds(self):
        return self.share(kind_word)

    @cached_property
    def roles(self):
        return self.share(
            lambda text: len(text) <= LONGEST_WORDING and any(role_word(part) for part in role_parts(text))
        )

    @cached_property
    def jobs(self):
        return self.share(lambda text: len(text) <= LONGEST_WORDING and is_job(text))

    @cached_property
    def people(self):
        return self.share(is_person)

    @cached_property
    def groups(self):
        return self.share(lambda text: len(text) <= LONGEST_WORDING and kind_of(text) == "group")

    @cached_property
    def raci(self):
        return self.share(raci_letters)

    @cached_property
    def marks(self):
        return self.share(lambda text: is_mark(text) or is_no_mark(text))

    @cached_property
    def words(self):
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def is_counted(self):
        """Whether the cells number the rows: 1, 2, 3, ... or S-01, S-02, ..."""
        numbers = [number for number in map(number_in, self.texts) if number is not None]
        rising = all(one < other for one, other in zip(numbers, numbers[1:], strict=False))
        return len(numbers) == len(self.texts) and len(numbers) >= 3 and rising and numbers[0] <= 1

    @cached_property
    def is_form_of_address(self):
        return (
            self.share(
                lambda text: (
                    key_of(text)
                    in {
                        "mr",
                        "mrs",
                        "ms",
                        "miss",
                        "mx",
                        "dr",
                        "prof",
                        "herr",
                        "frau",
                        "m",
                        "mme",
                        "sr",
                        "sra",
                        "prof dr",
                    }
                )
            )
            >= 0.6
        )

    @property
    def is_worded(self):
        return any(any(map(str.isalpha, text)) for text in self.texts)

    @property
    def is_empty(self):
        return not self.texts

    def said(self, share, what):
        return f"{round(share * len(self.texts))} of {len(self.texts)} cells are {what}"


def not_level(part):
    return level_word(part) != 3 or key_of(part) in {"neutral", "n"}


def sample(rows, index):
    """Cells of a column that say something, from rows that hold more than one cell."""
    found = [
        row[index].strip()[:LONGEST_LOOKED_AT]
        for row in rows
        if index < len(row) and not is_blank(row[index]) and not is_placeholder(row[index])
    ]
    if len(found) > SAMPLE:
        step = len(found) / SAMPLE
        found = [found[int(at * step)] for at in range(SAMPLE)]
    return Cells(found)


def rows_of_data(rows):
    """Rows to judge columns by: those with more than one filled cell, some thousand at most, or all if none has."""
    step = max(1, len(rows) // 2000)
    some = rows[::step]
    width = max((len(filled(row)) for row in some), default=0)
    wanted = 1 if width <= 2 else 2
    return [row for row in some if len(filled(row)) >= wanted]


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


def columns_of(headed, rows, corrected=None):
    """The Column of each column that has a header or anything in it; `corrected` are a user's {index: field or None}."""
    corrected = corrected or {}
    some = rows_of_data(rows)
    width = max([*(len(row) for row in some), *(at + 1 for at in headed.texts)], default=0)
    drafts = []
    last = max(headed.texts, default=width)
    for index in range(width):
        lower, above = headed.texts.get(index, ""), headed.above.get(index, "")
        cells = sample(some, index)
        if not lower and cells.is_empty and index not in corrected:
            continue
        header = f"{above}: {lower}" if above and key_of(above) != key_of(lower) else lower
        drafts.append(Draft(index, header, lower, above, cells, []))
    mark_sets(drafts)
    own = {key_of(draft.header) for draft in drafts}
    first = next(
        (draft for draft in drafts if not draft.mark and draft.ideas != {"id"} and draft.cells.is_worded), None
    )
    for draft in drafts:
        if not draft.mark:
            draft.options = options_of(draft, own, index_is_beside(draft, drafts, last), draft is first)
    name_parts(drafts)
    chosen = assign(drafts, corrected)
    if not any(column.field == Field.NAME for column in chosen) and not any(
        field == Field.NAME for field in corrected.values()
    ):
        chosen = stand_in(chosen, drafts, corrected)
    return tuple(chosen)


def index_is_beside(draft, drafts, last):
    """Whether a column without a header stands apart, to the right of the table, as legends do."""
    before = max((each.index for each in drafts if each.index < draft.index), default=-1)
    return not draft.header and draft.index > last and draft.index - before > 1


# ---------------------------------------------------------------------------------------------- options


def options_of(draft, own, beside=False, is_first=False):
    """[(sure, field, why)] of a column, best first."""
    key = key_of(draft.header)
    if own >= OWN_LIST_SIGNS and key in OWN_LIST:
        return [(1.0, OWN_LIST[key], f"the column “{draft.header}” of our own list")]
    if key in OWN:
        return [(1.0, OWN[key], f"the word “{draft.header}”"), (0.3, Field.NOTES, KEPT)]
    if beside:
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
        if both and draft.ideas:
            return both
        if both and above and not alone:
            return tuple((field, sure * 0.7, word) for field, sure, word in both)
    return alone


def judged(draft, field, sure, why):
    """How sure a guess by words still is once the cells are seen, and why."""
    cells, ideas = draft.cells, draft.ideas
    if cells.is_empty:
        return judged_by_explanation(draft, field, sure), why
    if field in WORDED and cells.share(number_in) >= 0.8:
        return sure * 0.3, why

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


def by_cells(draft, by_words, is_first=False):
    """What the cells alone say a column is: where the header says nothing or little, or plainly something else."""
    cells, ideas = draft.cells, draft.ideas
    if cells.is_empty:
        return
    is_open = not by_words or ideas <= VAGUE or by_words[0][1] < 0.5
    if cells.emails >= 0.6 and (is_open or by_words[0][0] in {Field.NAME, Field.COMMUNICATION, Field.PHONE, Field.ID}):
        yield 0.9, Field.EMAIL, cells.said(cells.emails, "e-mail addresses")
    if (
        cells.phones >= 0.6
        and not cells.is_counted
        and (is_open or by_words[0][0] in {Field.ID, Field.EMAIL, Field.COMMUNICATION})
    ):
        yield 0.8, Field.PHONE, cells.said(cells.phones, "telephone numbers")
    if "form of address" in ideas or (ideas & {"date"} and cells.words <= 1.5):
        return
    if ideas and ideas <= {"stakeholder", "group", "person"} and by_words and by_words[0][0] == Field.NAME:
        # Where another column holds the names, "Stakeholder" is what these people are, or the group they are of.
        if cells.roles >= 0.5:
            yield 0.5, Field.ROLES, cells.said(cells.roles, "roles")
        elif cells.groups >= 0.5:
            yield 0.45, Field.ORGANISATION, cells.said(cells.groups, "groups")
        elif cells.jobs >= 0.5:
            yield 0.45, Field.TITLE, cells.said(cells.jobs, "jobs")
    if "engagement" in ideas and len(cells.texts) >= 2 and not cells.stances and not cells.levels:
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
        and cells.share(lambda text: len(text) > 2) >= 0.7
    ):
        yield 0.75, Field.ENGAGEMENT_NOW, cells.said(cells.stances, "attitudes")
    elif cells.kinds >= 0.7 and cells.share(lambda text: len(text) > 2) >= 0.7 and ideas & {"type", "person"}:
        yield 0.7, Field.PERSON_OR_GROUP, "its cells say person or group"
    elif cells.roles >= 0.7 and cells.words <= 4 and "date" not in ideas and "place" not in ideas:
        yield 0.72, Field.ROLES, cells.said(cells.roles, "roles")
    elif not by_words and cells.raci >= 0.8 and cells.share(lambda text: len(text) <= 5) >= 0.8:
        yield 0.5, Field.RACI, cells.said(cells.raci, "letters of RACI")
    if is_first and not by_words and draft.header and cells.words <= 6 and distinct >= 0.9 * len(cells.texts):
        if cells.share(lambda text: len(text) <= 80 and sum(map(str.isalpha, text)) >= 2 and not is_email(text)) >= 0.9:
            yield 0.66, Field.NAME, "the first column, and its cells tell the rows apart"
    if not by_words and cells.people >= 0.6:
        yield 0.55, Field.NAME, cells.said(cells.people, "names of people")
    if not by_words and cells.jobs >= 0.6:
        yield 0.5, Field.TITLE, cells.said(cells.jobs, "jobs")
    if not by_words and not draft.header and cells.groups >= 0.6:
        yield 0.4, Field.ORGANISATION, cells.said(cells.groups, "groups")
    if not draft.header and cells.level_words >= 0.8:
        yield 0.35, Field.INFLUENCE, cells.said(cells.level_words, "levels")


# ---------------------------------------------------------------------------------------------- one of several columns


def mark_sets(drafts):
    """Columns of which one is marked: R, A, C, I; Unaware ... Leading; High, Medium, Low under one label; two sides."""

    def marked(found, field, least):
        if len({mark for _, mark in found}) >= least:
            for draft, mark in found:
                draft.mark = mark
                which = "levels" if field in {Field.INFLUENCE, Field.INTEREST} else "columns"
                draft.options = [(0.9, field, f"one of several {which}: “{draft.lower}”")]

    def short(draft):
        texts = draft.cells.texts
        return not texts or draft.cells.share(lambda text: len(text) <= 5) >= 0.8

    bare_drafts = [draft for draft in drafts if draft.lower and short(draft)]
    raci = [
        (draft, raci_letters(draft.lower)) for draft in bare_drafts if raci_letters(without_explanation(draft.lower))
    ]
    raci = [(draft, raci_letters(without_explanation(draft.lower))) for draft, _ in raci]
    raci = [(draft, letter) for draft, letter in raci if len(letter) == 1 and is_ticked(draft, letter)]
    if len({letter for _, letter in raci} & set("RACI")) >= 3:
        marked(raci, Field.RACI, 3)
    rest = [draft for draft in bare_drafts if not draft.mark]
    for wanted in (False, True):
        stances = [
            (draft, engagement_word(draft.lower)) for draft in rest
            if engagement_word(draft.lower) and ("wanted" in heard(draft.above).ideas) == wanted and is_ticked(draft)
        ]  # fmt: skip
        marked(
            stances,
            Field.ENGAGEMENT_WANTED if wanted else Field.ENGAGEMENT_NOW,
            3 if not any(draft.above for draft, _ in stances) else 2,
        )
    rest = [draft for draft in rest if not draft.mark]
    for field, idea in ((Field.INFLUENCE, "influence"), (Field.INTEREST, "interest")):
        steps = [
            (draft, level_word(draft.lower)) for draft in rest if idea in heard(draft.above).ideas and is_ticked(draft)
        ]
        steps = [
            (draft, str(Scale(has_five_words=any(step in {1, 5} for _, step in steps)).spread(step)))
            for draft, step in steps
            if step
        ]
        marked(steps, field, 2)
    sides = [(draft, side_word(draft.lower)) for draft in rest if side_word(draft.lower) and is_ticked(draft)]
    if len(sides) == 2:
        marked(sides, Field.INTERNAL_EXTERNAL, 2)


def is_ticked(draft, letter=""):
    """Whether the cells of a column are marks, or letters that stand for marks: C and D of now and wanted."""

    def ticks(text):
        return (
            is_mark(text)
            or is_no_mark(text)
            or len(text) <= 3
            or key_of(text) in {"current", "desired", key_of(draft.lower)}
        )

    return draft.cells.is_empty or draft.cells.share(ticks) >= 0.8


def name_parts(drafts):
    """First and last names in columns of their own are one name, joined; where a full name stands beside, it is enough."""

    def plain(draft, *ideas):
        return not draft.mark and bool(draft.ideas & set(ideas)) and draft.options and draft.options[0][1] == Field.NAME

    first = [draft for draft in drafts if plain(draft, "first") and not draft.ideas & {"last"}]
    last = [draft for draft in drafts if plain(draft, "last") and not draft.ideas & {"first"}]
    full = [
        draft
        for draft in drafts
        if plain(draft, "name", "stakeholder", "person") and not draft.ideas & {"first", "last"}
    ]
    if not first and not last:
        return
    both = bool(first and last)
    if both and full:
        for draft in full[:1]:
            if draft.cells.is_empty or draft.cells.people >= 0.3 or draft.cells.share(lambda text: " " in text) >= 0.5:
                for part in (first[0], last[0]):
                    part.options = [(0.7, Field.IGNORE, f"“{draft.header}” holds the whole name")]
                return
        return
    if not both and full and (first or last):
        part, whole = (first or last)[0], full[0]
        if not whole.cells.is_empty and whole.cells.people >= 0.5:
            part.options = [(0.7, Field.IGNORE, f"“{whole.header}” holds the whole name")]
            return
        first, last = (first, [whole]) if first else ([whole], last)
        both = True
    if both:
        first[0].mark, last[0].mark = "first", "last"
        first[0].options = [(0.95, Field.NAME, "the first name, joined with the last name")]
        last[0].options = [(0.95, Field.NAME, "the last name, joined with the first name")]


# ---------------------------------------------------------------------------------------------- who gets what


def assign(drafts, corrected):
    """Each column its field: the surest first, a field with one value only once, what a user said before all."""
    taken, chosen = Counter(), {}
    for draft in drafts:
        if draft.index in corrected:
            field = corrected[draft.index]
            field = Field(field) if field else None
            is_kept = draft.mark and draft.options and draft.options[0][1] == field
            chosen[draft.index] = Column(
                draft.index, draft.header, field, 1.0, "you said so", draft.mark if is_kept else ""
            )
            if field:
                taken[field] += 1
                if is_kept:
                    taken[(field, "marked")] += 1
    offers = sorted(
        (
            (sure, -draft.index, field, why, draft)
            for draft in drafts
            if draft.index not in corrected
            for sure, field, why in draft.options
        ),
        key=lambda offer: (-offer[0], -offer[1]),
    )
    for sure, _, field, why, draft in offers:
        if draft.index in chosen:
            continue
        if draft.mark:
            if taken[field] > taken[(field, "marked")]:
                continue  # one column holds it already
            taken[(field, "marked")] += 1
        elif taken[field] and (
            field not in SEVERAL or field == Field.ENGAGEMENT_NOW or (field == Field.RACI and taken[(field, "marked")])
        ):
            continue
        taken[field] += 1
        chosen[draft.index] = Column(draft.index, draft.header, field, round(sure, 2), why, draft.mark)
    for draft in drafts:
        if draft.index not in chosen:
            field = Field.NOTES if draft.mark and not draft.cells.is_empty else None
            why = "kept as notes" if field else "nothing is in it"
            chosen[draft.index] = Column(draft.index, draft.header, field, 0.2, why)
    return [chosen[draft.index] for draft in drafts]


def stand_in(chosen, drafts, corrected):
    """Where no column holds names, the one of roles, groups or titles stands for them: the one that tells rows apart best."""
    by_index = {draft.index: draft for draft in drafts}

    def tells_apart(column):
        texts = by_index[column.index].cells.texts
        return len({key_of(text) for text in texts}) / len(texts) if texts else 0.0

    def rank(column):
        draft = by_index[column.index]
        order = {Field.ROLES: 3, Field.TITLE: 2, Field.ORGANISATION: 1}
        base = order[column.field] + 0.5 * ("role" in draft.ideas)
        return (tells_apart(column) >= 0.5 or draft.cells.is_empty, base, -column.index)

    able = [
        column
        for column in chosen
        if column.field in {Field.ROLES, Field.TITLE, Field.ORGANISATION}
        and column.index not in corrected
        and not column.mark
    ]
    able = [column for column in able if not by_index[column.index].cells.is_empty] or able
    if not able:
        texts = [column for column in chosen if column.field == Field.NOTES and column.index not in corrected]
        texts = [
            column
            for column in texts
            if by_index[column.index].cells.share(lambda text: is_given_name(text) or len(text) <= 60) >= 0.8
        ]
        texts = [
            column
            for column in texts
            if by_index[column.index].cells.share(lambda text: any(map(str.isalpha, text))) >= 0.8
        ]
        texts = [
            column for column in texts if not by_index[column.index].ideas & {"date", "place", "other", "phase"}
        ] or texts
        if not texts:
            return chosen
        best = max(texts, key=lambda column: (round(tells_apart(column), 1), -column.index))
        why, mark = "no column of names was found; this one tells the rows apart", ""
    else:
        best = max(able, key=rank)
        mark = STANDS_IN[best.field]
        why = f"there is no column of names: the {mark} stands for it"
    new = Column(best.index, best.header, Field.NAME, 0.5, why, mark)
    return [new if column is best else column for column in chosen]
