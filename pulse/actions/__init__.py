"""The verbs of the pulse. Each is one transaction, says who did it, and can refuse with a sentence."""

from .answers import answer, not_heard, speaker_of, take_back_answer
from .links import (
    LinkGone,
    allow_mail,
    answer_by_link,
    ask_for_mail,
    drop_link,
    make_link,
    stop_mail,
    withdraw_links,
)
from .promises import edit_promise, keep, not_kept, not_told, promise, take_back_promise, tell
from .rounds import close_round, open_round, reopen_round, set_rhythm, take_back_round

__all__ = [
    "LinkGone",
    "allow_mail",
    "answer",
    "answer_by_link",
    "ask_for_mail",
    "close_round",
    "drop_link",
    "edit_promise",
    "keep",
    "make_link",
    "not_heard",
    "not_kept",
    "not_told",
    "open_round",
    "promise",
    "reopen_round",
    "set_rhythm",
    "speaker_of",
    "stop_mail",
    "take_back_answer",
    "take_back_promise",
    "take_back_round",
    "tell",
    "withdraw_links",
]
