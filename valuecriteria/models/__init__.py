from .alignment import Alignment
from .baselines import Baseline, Sealed, SignedText
from .conflicts import ConflictDecision
from .criteria import ValueCriterion
from .decisions import Confirmation, Review
from .justifications import Justification
from .looks import Look
from .revisions import Revision
from .states import State
from .themes import Theme

__all__ = [
    "Alignment",
    "Baseline",
    "Confirmation",
    "ConflictDecision",
    "Justification",
    "Look",
    "Review",
    "Revision",
    "Sealed",
    "SignedText",
    "State",
    "Theme",
    "ValueCriterion",
]
