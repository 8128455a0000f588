"""What each column is: by the words of its header first, then by its cells."""

from exchange.fields import Field

from ..words import key_of
from .assigned import assign, stand_in
from .looks import rows_of_data, sample, some_of
from .options import LEGENDS, Draft, options_of
from .sets import mark_sets, name_parts


def columns_of(headed, rows, corrected=None):
    """The Column of each column with a header or anything in it; `corrected` are a user's {index: field or None}."""
    corrected = corrected or {}
    some = rows_of_data(some_of(rows))
    width = max([*map(len, rows), *(at + 1 for at in headed.texts)], default=0)
    all_rows = None
    drafts = []
    last = max((at for at, text in headed.texts.items() if key_of(text) not in LEGENDS), default=width)
    for index in range(width):
        lower, above = headed.texts.get(index, ""), headed.above.get(index, "")
        cells = sample(some, index)
        if cells.is_empty and any(index < len(row) and row[index] for row in rows):
            all_rows = all_rows or rows_of_data(rows)
            cells = sample(all_rows, index)  # filled in few of many rows
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
            draft.options = options_of(draft, own, is_beside(draft, last), draft is first)
    name_parts(drafts)
    chosen = assign(drafts, corrected)
    if Field.NAME not in {column.field for column in chosen}:
        chosen = stand_in(chosen, drafts, corrected)
    return tuple(chosen)


def is_beside(draft, last):
    """Whether a column without a header stands apart, to the right of the table, as legends do."""
    return not draft.header and draft.index > last + 1
