"""The picture of a project's rounds: where the median stood, and how far the answers lay apart. Geometry alone."""

from dataclasses import dataclass

from .queries import Asked

WIDTH, HEIGHT = 760, 220
LEFT, RIGHT, TOP, BOTTOM = 28, 150, 12, 28


@dataclass(frozen=True)
class Column:
    """One round in the picture. Of few answers each is a dot; of more the median is one, on the spread of them."""

    asked: Asked
    x: float
    dots: list  # heights of the answers, where they are few
    median: float | None = None
    middle: tuple = ()  # top and height of the box that holds the half in the middle
    whole: tuple = ()  # top and bottom of the line from the highest to the lowest answer


@dataclass(frozen=True)
class Picture:
    columns: list
    lines: list  # [(score, height)]: the scale
    band: tuple  # top and height of the band from 6 to 8
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT

    @property
    def right(self):
        return self.width - RIGHT

    @property
    def base(self):
        return self.height - 8

    @property
    def path(self):
        """The line from median to median."""
        return " ".join(f"{c.x:g},{c.median:g}" for c in self.columns if c.median is not None)

    @property
    def last(self):
        return self.columns[-1]

    @property
    def labels(self):
        """[(height, words, whether it is the main one)] beside the last round: direct, and never one over another."""
        last, spread = self.last, self.last.asked.spread
        if last.median is None:
            return []
        said = [
            (last.whole[0], f"highest {spread.highest}", False),
            (last.median, f"median {spread.median:g}", True),
            (last.whole[1], f"lowest {spread.lowest}", False),
        ]
        placed, floor = [], 0
        for at, words, is_main in said:
            floor = max(at + 4, floor)
            placed.append((floor, words, is_main))
            floor += 16
        return placed


def height_of(score):
    return round(TOP + (10 - score) * (HEIGHT - TOP - BOTTOM) / 9, 1)


def picture_of(rounds):
    """`rounds`: Asked ones, oldest first. Those without an answer keep their place, empty."""
    step = (WIDTH - LEFT - RIGHT - 40) / max(1, len(rounds) - 1)
    columns = [column_of(asked, round(LEFT + 20 + at * step, 1)) for at, asked in enumerate(rounds)]
    lines = [(score, height_of(score)) for score in (10, 8, 6, 4, 2)]
    return Picture(columns, lines, (height_of(8), round(height_of(6) - height_of(8), 1)))


def column_of(asked, x):
    spread = asked.spread
    if spread.is_few:
        return Column(asked, x, [height_of(score) for score in spread.scores])
    low, high = spread.middle
    box = height_of(high), round(max(height_of(low) - height_of(high), 2), 1)
    whole = height_of(spread.highest), height_of(spread.lowest)
    return Column(asked, x, [], height_of(spread.median), box, whole)
