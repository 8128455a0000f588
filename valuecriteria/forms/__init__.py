from .alignment import Cell, MeantGoal, OneCell, SmallCell
from .baselines import NOW, BaselinesForm, SignForm
from .conflicts import ConflictForm, PairForm
from .criteria import CaptureForm, EditForm, KnownThemeForm, ProposeForm
from .justifying import ReasonForm
from .lists import CompareForm, CriterionFilter, LineFilter, MatrixFilter
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
    "MatrixFilter",
    "MeantGoal",
    "OneCell",
    "OutcomeForm",
    "OwnConfirmForm",
    "PairForm",
    "ProposeForm",
    "ReasonForm",
    "ReviewForm",
    "SignForm",
    "SmallCell",
    "TakeBackForm",
    "TogetherForm",
    "WordingForm",
]
