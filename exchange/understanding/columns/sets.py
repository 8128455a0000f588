"""Columns that belong together: of which one is marked, or which hold the parts of a name."""

from exchange.fields import Field

from ..ideas import heard
from ..values import Scale, engagement_word, is_mark, is_no_mark, level_word, raci_letters, side_word
from ..words import explanation, key_of, without_explanation


def mark_sets(drafts):
    """Columns of which one is marked: R, A, C, I; Unaware ... Leading; High, Medium, Low under one label; two sides."""

    def marked(found, field, least):
        if len({mark for _, mark in found}) >= least:
            for draft, mark in found:
                draft.mark = mark
                which = "levels" if field in {Field.INFLUENCE, Field.INTEREST} else "columns"
                draft.options = [(0.97, field, f"one of several {which}: “{draft.lower}”")]

    def short(draft):
        texts = draft.cells.texts
        return not texts or draft.cells.share(lambda text: len(text) <= 5) >= 0.8

    bare_drafts = [draft for draft in drafts if draft.lower and short(draft)]
    raci = [(draft, raci_of(draft.lower)) for draft in bare_drafts if raci_of(draft.lower)]
    raci = [(draft, letter) for draft, letter in raci if len(letter) == 1 and is_ticked(draft)]
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


def raci_of(header):
    """The letter of RACI that a header is: "R", "Responsible", "Responsável (R)"."""
    return raci_letters(explanation(header).strip("()[] ")) or raci_letters(without_explanation(header))


def is_ticked(draft):
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
    """First and last names in columns of their own are one name, joined; a full name beside them is enough alone."""

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
