from .answers import HIGHEST, LOWEST, MOST_WORDS, Answer, Score
from .promises import Promise
from .rounds import PulseRound

__all__ = ["HIGHEST", "LOWEST", "MOST_WORDS", "Answer", "Promise", "PulseRound", "Score"]
