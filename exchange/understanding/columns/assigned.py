"""Which column gets which field, where several may be one."""

from collections import Counter

from exchange.fields import SEVERAL, Field

from ..people import is_given_name
from ..shapes import Column
from ..words import key_of

STANDS_IN = {Field.ROLES: "role", Field.TITLE: "title", Field.ORGANISATION: "group"}


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
    """Where no column holds names, one of roles, groups or titles stands for them: that which tells rows apart best."""
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
