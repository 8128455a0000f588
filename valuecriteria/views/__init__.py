from .alignment import criterion_align, goal_align
from .criteria import criterion_detail, criterion_edit, criterion_list
from .customers import criterion_new, customer_value
from .justify import criterion_justify, goal_justify
from .matrix import alignment, cell, goal_total
from .parties import party_value
from .reviews import review, review_queue
from .verbs import criterion_confirm, criterion_outcome, criterion_put_forward

__all__ = [
    "alignment",
    "cell",
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
    "party_value",
    "review",
    "review_queue",
]
