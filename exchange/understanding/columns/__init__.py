"""What each column is: by the words of its header first, then by its cells."""

from exchange.fields import Field

from ..words import key_of
from .assigned import assign, stand_in
from .looks import rows_of_data, sample
from .options import Draft, options_of
from .sets import mark_sets, name_parts


def columns_of(headed, rows, corrected=None):
    """The Column of each column with a header or anything in it; `corrected` are a user's {index: field or None}."""
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
