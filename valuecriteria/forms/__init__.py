from .alignment import Cell, MeantGoal
from .baselines import NOW, BaselinesForm, SignForm
from .conflicts import ConflictForm, PairForm
from .criteria import CaptureForm, EditForm, KnownThemeForm, ProposeForm
from .lists import CompareForm, CriterionFilter, LineFilter
from .together import TogetherForm
from .verbs import ConfirmForm, OutcomeForm, OwnConfirmForm, ReviewForm, TakeBackForm, WordingForm

__all__ = [
    "NOW",
    "BaselinesForm",
    "CaptureForm",
    "Cell",
    "CompareForm",
    "ConfirmForm",
    "ConflictForm",
    "CriterionFilter",
    "EditForm",
    "KnownThemeForm",
    "LineFilter",
    "MeantGoal",
    "OutcomeForm",
    "OwnConfirmForm",
    "PairForm",
    "ProposeForm",
    "ReviewForm",
    "SignForm",
    "TakeBackForm",
    "TogetherForm",
    "WordingForm",
]
