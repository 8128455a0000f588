from .links import LinkForm, LinksDoing, OneAsked
from .promises import PromiseFilter, PromiseForm, SourceAsked, TellForm
from .rounds import AnswerForm, AskedFilter, Doing, RhythmForm, ThemeAsked

__all__ = [
    "AnswerForm",
    "AskedFilter",
    "Doing",
    "LinkForm",
    "LinksDoing",
    "OneAsked",
    "PromiseFilter",
    "PromiseForm",
    "RhythmForm",
    "SourceAsked",
    "TellForm",
    "ThemeAsked",
]
