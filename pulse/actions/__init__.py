"""The verbs of the pulse. Each is one transaction, says who did it, and can refuse with a sentence."""

from .answers import answer, not_heard, take_back_answer
from .promises import edit_promise, keep, not_kept, not_told, promise, take_back_promise, tell
from .rounds import close_round, open_round, reopen_round, set_rhythm, take_back_round

__all__ = [
    "answer",
    "close_round",
    "edit_promise",
    "keep",
    "not_heard",
    "not_kept",
    "not_told",
    "open_round",
    "promise",
    "reopen_round",
    "set_rhythm",
    "take_back_answer",
    "take_back_promise",
    "take_back_round",
    "tell",
]
