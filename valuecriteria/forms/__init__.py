from .alignment import Cell, MeantGoal
from .conflicts import ConflictForm, PairForm
from .criteria import CaptureForm, EditForm, ProposeForm
from .lists import CompareForm, CriterionFilter, LineFilter
from .verbs import ConfirmForm, OutcomeForm, OwnConfirmForm, ReviewForm, TakeBackForm, WordingForm

__all__ = [
    "CaptureForm",
    "Cell",
    "CompareForm",
    "ConfirmForm",
    "ConflictForm",
    "CriterionFilter",
    "EditForm",
    "LineFilter",
    "MeantGoal",
    "OutcomeForm",
    "OwnConfirmForm",
    "PairForm",
    "ProposeForm",
    "ReviewForm",
    "TakeBackForm",
    "WordingForm",
]
