from .answers import HIGHEST, LOWEST, MOST_WORDS, Answer, Score
from .links import REMIND, VALID, LinkMail, NoMail, PersonalLink
from .promises import Promise
from .rounds import PulseRound

__all__ = [
    "HIGHEST",
    "LOWEST",
    "MOST_WORDS",
    "REMIND",
    "VALID",
    "Answer",
    "LinkMail",
    "NoMail",
    "PersonalLink",
    "Promise",
    "PulseRound",
    "Score",
]
