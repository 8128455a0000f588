from .alignment import Alignment
from .criteria import ValueCriterion
from .decisions import Confirmation, Review
from .justifications import Justification
from .revisions import Revision
from .states import State
from .themes import Theme

__all__ = [
    "Alignment",
    "Confirmation",
    "Justification",
    "Review",
    "Revision",
    "State",
    "Theme",
    "ValueCriterion",
]
