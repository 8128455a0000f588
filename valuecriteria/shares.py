"""Importance as shares of 100: what a customer's live criteria weigh against each other."""


def shares(weights):
    """{key: whole share} out of {key: weight}, adding up to exactly 100 (largest remainder; on a tie, the earlier key).

    Nothing weighs nothing: without keys, or with weights of zero only, nobody gets a share.
    """
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(weights, 0)
    exact = {key: divmod(100 * weight, total) for key, weight in weights.items()}
    whole = {key: share for key, (share, _) in exact.items()}
    by_remainder = sorted(exact, key=lambda key: -exact[key][1])
    for key in by_remainder[: 100 - sum(whole.values())]:
        whole[key] += 1
    return whole


def give_shares(criteria):
    """Set `share` on each of one customer's criteria; None on the withdrawn, which count no more."""
    live = sorted((c for c in criteria if c.outcome != "withdrawn"), key=lambda c: c.number)
    whole = shares({criterion.pk: criterion.importance for criterion in live})
    for criterion in criteria:
        criterion.share = whole.get(criterion.pk)
    return criteria


LEVELS = (1, 2, 3, 4, 5)


def give_outlooks(criteria, own=None):
    """Set `outlook` on each of one customer's live criteria: {importance: share} while `own` is being weighed.

    `own` is the key of the criterion that is weighed, None for a new one, which comes after the others. Returns its own
    outlook; None for one that is withdrawn, which weighs nothing.
    """
    live = sorted((c for c in criteria if c.outcome != "withdrawn"), key=lambda c: c.number)
    keys = [criterion.pk for criterion in live]
    if own is not None and own not in keys:
        return None
    weights = {criterion.pk: criterion.importance for criterion in live}
    divided = {level: shares({**weights, own: level}) for level in LEVELS}
    for criterion in live:
        criterion.outlook = {level: divided[level][criterion.pk] for level in LEVELS}
    return {level: divided[level][own] for level in LEVELS}


STACK_WIDTH, PAD, LETTER = 1152, 10, 7.2


def stack(criteria):
    """The pieces of the bar that shows how 100 points are divided; none for one criterion or too many to tell apart.

    Each has its place and a label cut to what fits: number, words, and the kind while there is room for it.
    """
    if not 1 < len(criteria) <= 12:
        return []
    pieces, x = [], 0
    for criterion in criteria:
        width = round(STACK_WIDTH * criterion.share / 100)
        room = int((width - 2 * PAD) / LETTER) - 4
        pieces.append(
            {"criterion": criterion, "x": x, "width": width, "text_x": x + PAD, "label": label(criterion, room)}
        )
        x += width
    return pieces


def label(criterion, room):
    kind = f", {criterion.get_kind_display().lower()}"
    words = f"{criterion.number} {criterion.statement}"
    if room > len(kind) + 16:
        return cut(words, room - len(kind)) + kind
    return cut(words, room) if room > 8 else str(criterion.number)


def cut(words, most):
    return words if len(words) <= most else f"{words[: most - 1].rstrip(' ,.;:')}…"
