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
