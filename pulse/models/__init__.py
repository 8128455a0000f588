from .answers import HIGHEST, LOWEST, MOST_WORDS, Answer, Score
from .links import LinkMail, NoMail, PersonalLink
from .promises import Promise
from .rounds import PulseRound

__all__ = [
    "HIGHEST",
    "LOWEST",
    "MOST_WORDS",
    "Answer",
    "LinkMail",
    "NoMail",
    "PersonalLink",
    "Promise",
    "PulseRound",
    "Score",
]
