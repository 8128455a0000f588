"""The influence/interest grid, laid out: where each cell, label and mark stands. No web, no database.

Labels stand below one another within their cell, a line each, and a row of cells is as high as its fullest cell: so no
two labels meet, however many there are. A name is cut to what fits for certain; the whole name is its title, and stands
in the table below the picture.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from .models import Role
from .readings import HIGH, STRATEGIES, Reading

# Shapes, so that roles are told apart without colour: names of icons in templates/components/icons.html.
GLYPHS = {
    Role.Kind.SPONSOR: "dia",
    Role.Kind.CUSTOMER: "dot",
    Role.Kind.SENIOR_USER: "tri",
    Role.Kind.END_USER: "ring",
    Role.Kind.OTHER: "square",
}

LEVELS = range(1, 6)
WIDTH = 1150
GUTTER = 58  # for the numbers of influence
GAP, WIDE_GAP = 3, 13  # between cells, and where low ends and high begins
CELL = (WIDTH - GUTTER - 3 * GAP - WIDE_GAP) / 5
LINE = 24  # a label and its mark: as high as a finger or a wavering hand needs
PAD = 6
LOWEST_CELL = 2 * PAD + 2 * LINE
STRIP = 26  # above each half: the names of its strategies
FOOT = 30
GLYPH = 22  # the mark and the space after it
FONT = 13
MOST_IN_CELL = 40


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    def meets(self, other):
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True)
class Mark:
    """A customer in the picture. `label` is the name, cut to fit."""

    reading: Reading
    box: Box
    label: str

    @property
    def glyph(self):
        return glyph_of(self.reading.kind)

    @property
    def text_x(self):
        return self.box.x + GLYPH

    @property
    def text_y(self):
        return self.box.y + LINE / 2 + FONT * 0.35

    @property
    def glyph_y(self):
        return self.box.y + (LINE - FONT) / 2


@dataclass(frozen=True)
class Cell:
    influence: int
    interest: int
    box: Box
    marks: list
    more: int  # how many stand in the table only

    @property
    def is_close(self):
        return self.influence >= HIGH and self.interest >= HIGH

    @property
    def more_box(self):
        """Where it says how many more there are: the line below the last mark."""
        return Box(self.box.x + PAD, self.box.y + PAD + len(self.marks) * LINE, CELL - 2 * PAD, LINE)

    @property
    def more_y(self):
        return self.more_box.y + LINE / 2 + FONT * 0.35


@dataclass
class Label:
    text: str
    x: float
    y: float


@dataclass
class Picture:
    cells: list
    height: float = 0
    width: float = WIDTH
    strategies: list = field(default_factory=list)
    influences: list = field(default_factory=list)
    interests: list = field(default_factory=list)

    @property
    def foot(self):
        """Where the numbers of interest stand."""
        return self.height - FOOT + 18

    @property
    def marks(self):
        return [mark for cell in self.cells for mark in cell.marks]


def glyph_of(kind):
    return GLYPHS.get(kind, GLYPHS[Role.Kind.OTHER])


def left_of(interest):
    return GUTTER + (interest - 1) * (CELL + GAP) + (WIDE_GAP - GAP if interest >= HIGH else 0)


def drawn(readings):
    """The picture of those readings that have both an influence and an interest, in the order they come."""
    here = defaultdict(list)
    for reading in readings:
        if reading.is_placed:
            here[reading.influence, reading.interest].append(reading)
    picture, y = Picture(cells=[]), 0
    for influence in reversed(LEVELS):
        if influence in (LEVELS[-1], HIGH - 1):
            y += STRIP + (WIDE_GAP if influence < HIGH else 0)
            for is_high, first in ((False, LEVELS[0]), (True, HIGH)):
                name = STRATEGIES[influence >= HIGH, is_high]
                picture.strategies.append(Label(name, left_of(first), y - 8))
        fullest = max(lines_of(here[influence, interest]) for interest in LEVELS)
        height = max(LOWEST_CELL, 2 * PAD + fullest * LINE)
        picture.influences.append(Label(str(influence), GUTTER - 16, y + height / 2 + FONT * 0.35))
        picture.cells += [cell(influence, each, y, height, here[influence, each]) for each in LEVELS]
        y += height + GAP
    picture.interests = [Label(str(each), left_of(each) + CELL / 2, y + 18) for each in LEVELS]
    picture.height = y + FOOT
    return picture


def lines_of(readings):
    """How many lines a cell needs; those that are too many share one line that says so."""
    return min(len(readings), MOST_IN_CELL + 1)


def cell(influence, interest, y, height, readings):
    box = Box(left_of(interest), y, CELL, height)
    shown = readings[:MOST_IN_CELL]
    marks = [
        Mark(
            reading,
            Box(box.x + PAD, y + PAD + line * LINE, CELL - 2 * PAD, LINE),
            cut(str(reading.customer), CELL - 2 * PAD - GLYPH),
        )
        for line, reading in enumerate(shown)
    ]
    return Cell(influence, interest, box, marks, len(readings) - len(shown))


def cut(name, room):
    """As much of a name as fits into so many units, with an ellipsis where something is left out."""
    if width_of(name) <= room:
        return name
    kept, used = [], width_of("…")
    for character in name:
        used += width_of(character)
        if used > room:
            break
        kept.append(character)
    while kept and (unicodedata.combining(name[len(kept)]) or kept[-1] in "\u200d\ufe0f"):
        kept.pop()
    return "".join(kept).rstrip() + "…"


def width_of(text):
    """How wide a text can get at most, in units of the picture, whatever font the browser takes."""
    return FONT * sum(share_of(character) for character in text)


def share_of(character):
    """A character's width as a share of the font's size, on the wide side."""
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF:
        return 1.4
    if character in "MWmw@%—…":
        return 1.0
    if character in "iIjlt.,:;'|! ()[]-f":
        return 0.4
    return 0.78 if character.isupper() or ord(character) > 0x0530 else 0.62
