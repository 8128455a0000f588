from .alignment import Alignment
from .criteria import ValueCriterion
from .decisions import Confirmation, Review
from .looks import Look
from .revisions import Revision
from .states import State
from .themes import Theme

__all__ = [
    "Alignment",
    "Confirmation",
    "Look",
    "Review",
    "Revision",
    "State",
    "Theme",
    "ValueCriterion",
]
