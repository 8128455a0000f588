from .alignment import Alignment
from .conflicts import ConflictDecision
from .criteria import ValueCriterion
from .decisions import Confirmation, Review
from .revisions import Revision
from .states import State
from .themes import Theme

__all__ = [
    "Alignment",
    "Confirmation",
    "ConflictDecision",
    "Review",
    "Revision",
    "State",
    "Theme",
    "ValueCriterion",
]
