"""XML of unknown origin, read as it comes: nothing is built from it but what is asked for, nothing in it is followed.

The parser is the standard library's expat. openpyxl reads a row as a tree: a file of 28 kB with six million empty cells
in one row makes it take 1.9 GB. Here memory is bounded whatever the part holds: how deep its elements stand, how many
there are, how many names they have, how long one tag and one text is. A document type, the only home of entities, is
refused.
"""

from xml.parsers import expat

from exchange.limits import LONGEST_CELL
from exchange.reading.kinds import DAMAGED
from exchange.table import Unreadable

PIECE = 64 * 1024
DEEPEST, MOST_NAMES, LONGEST_TAG = 1_000, 10_000, 1024 * 1024


class Markup:
    """One part of a workbook. Subclasses name what they want of it in `opened` and `closed`: {element: method}.

    An element is known by its name in the part's own namespace, that of the outermost element. Between `listen()` and
    `heard()` its text is kept.
    """

    def __init__(self, size):
        self.size = size
        self.names = {}
        self.parser = expat.ParserCreate(intern=self.names)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.open_first
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.pieces = []
        self.depth = self.elements = 0

    def opened(self):
        return {}

    def closed(self):
        return {}

    def read(self, stream):
        """Read it to the end. Raises Unreadable, or what expat and zipfile raise for damaged parts."""
        try:
            self.feed(stream)
        finally:
            del self.parser  # it and its handlers hold one another
        return self

    def feed(self, stream):
        fed = 0
        with stream:
            while piece := stream.read(PIECE):
                self.parser.Parse(piece)
                fed += len(piece)
                self.size.add_elements(self.elements)
                self.elements = 0
                if (
                    fed - max(self.parser.CurrentByteIndex, 0) > LONGEST_TAG
                    or self.depth > DEEPEST
                    or len(self.names) > MOST_NAMES
                    or (len(self.pieces) > 1 and sum(map(len, self.pieces)) > LONGEST_CELL)
                ):
                    self.refuse()
        self.parser.Parse(b"", True)

    def refuse(self, *_):
        raise Unreadable(DAMAGED)

    def open_first(self, name, attributes):
        prefix, colon, _ = name.rpartition(":")
        opened = {prefix + colon + key: method for key, method in self.opened().items()}
        closed = {prefix + colon + key: method for key, method in self.closed().items()}

        def start(name, attributes):
            self.depth += 1
            self.elements += 1
            if name in opened:
                opened[name](attributes)

        def end(name):
            self.depth -= 1
            if name in closed:
                closed[name]()

        self.parser.StartElementHandler, self.parser.EndElementHandler = start, end
        start(name, attributes)

    def listen(self, _attributes=None):
        self.pieces.clear()
        self.parser.CharacterDataHandler = self.pieces.append

    def heard(self):
        self.parser.CharacterDataHandler = None
        text = "".join(self.pieces)
        self.pieces.clear()
        return text
