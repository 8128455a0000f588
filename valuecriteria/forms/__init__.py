from .alignment import Board, Cell
from .criteria import CaptureForm, EditForm, ProposeForm
from .lists import CompareForm, CriterionFilter, LineFilter
from .verbs import ConfirmForm, OutcomeForm, OwnConfirmForm, ReviewForm, TakeBackForm, WordingForm

__all__ = [
    "Board",
    "CaptureForm",
    "Cell",
    "CompareForm",
    "ConfirmForm",
    "CriterionFilter",
    "EditForm",
    "LineFilter",
    "OutcomeForm",
    "OwnConfirmForm",
    "ProposeForm",
    "ReviewForm",
    "TakeBackForm",
    "WordingForm",
]
