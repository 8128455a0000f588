from .alignment import Cell, MeantGoal
from .criteria import CaptureForm, EditForm, ProposeForm
from .lists import CompareForm, CriterionFilter, LineFilter
from .together import TogetherForm
from .verbs import ConfirmForm, OutcomeForm, OwnConfirmForm, ReviewForm, TakeBackForm, WordingForm

__all__ = [
    "CaptureForm",
    "Cell",
    "CompareForm",
    "ConfirmForm",
    "CriterionFilter",
    "EditForm",
    "LineFilter",
    "MeantGoal",
    "OutcomeForm",
    "OwnConfirmForm",
    "ProposeForm",
    "ReviewForm",
    "TakeBackForm",
    "TogetherForm",
    "WordingForm",
]
