"""Scores of many put together: the median with its spread and the number of answers. Pure calculation.

Small numbers are shown as they are: below FEW answers there is neither median nor share, but the answers themselves.
"""

from dataclasses import dataclass

FEW = 5


@dataclass(frozen=True)
class Spread:
    """Some scores, in order. `middle`: where the half in the middle lies, by the medians of the two halves."""

    scores: tuple

    @property
    def number(self):
        return len(self.scores)

    @property
    def is_few(self):
        return self.number < FEW

    @property
    def median(self):
        return median(self.scores)

    @property
    def middle(self):
        half = self.number // 2
        return median(self.scores[:half]), median(self.scores[-half:])

    @property
    def lowest(self):
        return self.scores[0]

    @property
    def highest(self):
        return self.scores[-1]

    @property
    def said(self):
        """ "median 7.5 of 12", or of few the answers: "4, 7 and 9", "no answer"."""
        if not self.scores:
            return "no answer"
        if self.is_few:
            *most, last = map(str, self.scores)
            return f"{', '.join(most)} and {last}" if most else last
        return f"median {shown(self.median)} of {self.number}"

    def share(self, number):
        """A number of these answers in per cent; None where they are too few to say it so."""
        return None if self.is_few else round(100 * number / self.number)


def spread_of(scores):
    return Spread(tuple(sorted(score for score in scores if score is not None)))


def spread_of_counts(counts):
    """From {score: how many gave it}: as many answers as there may be, ten numbers say it all."""
    return Spread(tuple(score for score in sorted(counts) for _ in range(counts[score])))


def median(scores):
    """The one in the middle, or halfway between the two there: 7, 7.5; None of none."""
    if not scores:
        return None
    half = len(scores) // 2
    return scores[half] if len(scores) % 2 else (scores[half - 1] + scores[half]) / 2


def shown(number):
    """ "7", "7.5"."""
    return f"{number:g}"


# The picture of one customer's scores: rounds from left to right, 1 to 10 from the bottom up, the band from 6 to 8.
WIDTH, HEIGHT, MARGIN = 180, 44, 6


@dataclass(frozen=True)
class Point:
    round: int
    score: int
    x: float
    y: float


@dataclass(frozen=True)
class Sparkline:
    """Scores by round as a line. Rounds without an answer are left out of it; `points` are those with one."""

    points: list
    band_y: float
    band_height: float
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self):
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)

    @property
    def last(self):
        return self.points[-1] if self.points else None


def height_of(score, height=HEIGHT, margin=MARGIN):
    """Where a score stands, from the top: 10 at the margin, 1 at the bottom one."""
    return round(margin + (10 - score) * (height - 2 * margin) / 9, 1)


def sparkline(scores, rounds):
    """`scores` is {round's number: score}; `rounds` the numbers of all rounds, oldest first, which share the width."""
    step = (WIDTH - 2 * MARGIN) / max(1, len(rounds) - 1)
    points = [
        Point(number, scores[number], round(MARGIN + at * step, 1), height_of(scores[number]))
        for at, number in enumerate(rounds)
        if scores.get(number) is not None
    ]
    top = height_of(8)
    return Sparkline(points, top, round(height_of(6) - top, 1))
