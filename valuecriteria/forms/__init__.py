from .alignment import Cell, MeantGoal, OneCell, SmallCell
from .criteria import CaptureForm, EditForm, ProposeForm
from .justifying import ReasonForm
from .lists import CompareForm, CriterionFilter, LineFilter, MatrixFilter
from .verbs import ConfirmForm, OutcomeForm, OwnConfirmForm, ReviewForm, TakeBackForm, WordingForm

__all__ = [
    "CaptureForm",
    "Cell",
    "CompareForm",
    "ConfirmForm",
    "CriterionFilter",
    "EditForm",
    "LineFilter",
    "MatrixFilter",
    "MeantGoal",
    "OneCell",
    "OutcomeForm",
    "OwnConfirmForm",
    "ProposeForm",
    "ReasonForm",
    "ReviewForm",
    "SmallCell",
    "TakeBackForm",
    "WordingForm",
]
