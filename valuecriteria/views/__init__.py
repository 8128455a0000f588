from .alignment import criterion_align, goal_align
from .baselines import baseline_compare, baseline_detail, baseline_list, baseline_sign
from .benefit import no_own_benefit
from .conflicts import conflict_decide, conflict_list
from .criteria import criterion_detail, criterion_edit, criterion_list
from .customers import criterion_new, customer_value, known_themes
from .justify import criterion_justify, goal_justify
from .matrix import alignment, cell, goal_total
from .pack import sponsor_pack, sponsor_pack_xlsx
from .parties import party_value
from .reviews import review, review_queue
from .together import review_together
from .verbs import criterion_confirm, criterion_outcome, criterion_put_forward

__all__ = [
    "alignment",
    "baseline_compare",
    "baseline_detail",
    "baseline_list",
    "baseline_sign",
    "cell",
    "conflict_decide",
    "conflict_list",
    "criterion_align",
    "criterion_confirm",
    "criterion_detail",
    "criterion_edit",
    "criterion_justify",
    "criterion_list",
    "criterion_new",
    "criterion_outcome",
    "criterion_put_forward",
    "customer_value",
    "goal_align",
    "goal_justify",
    "goal_total",
    "known_themes",
    "no_own_benefit",
    "party_value",
    "review",
    "review_queue",
    "review_together",
    "sponsor_pack",
    "sponsor_pack_xlsx",
]
