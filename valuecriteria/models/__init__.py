from .alignment import Alignment
from .criteria import Revision, Theme, ValueCriterion
from .decisions import Confirmation, Review
from .states import State

__all__ = [
    "Alignment",
    "Confirmation",
    "Review",
    "Revision",
    "State",
    "Theme",
    "ValueCriterion",
]
