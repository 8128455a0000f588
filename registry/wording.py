"""Two wordings compared word by word."""

import re
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

# A piece is a word or a mark of punctuation with the white space after it, so that pieces put together give the text.
PIECES = re.compile(r"(?:[\w'’-]+|[^\w\s])\s*|\s+")
WORD = re.compile(r"[\w'’-]+")


def words_diff(old, new):
    """What became of `old` in `new`: [(kind, text)] with kind "same", "del" or "ins".

    White space alone makes no difference, and the gaps are those of `new`; one is added where words taken out would
    otherwise stick to their neighbours. Marks hold no white space at their end.
    """
    before, after = PIECES.findall(old), PIECES.findall(new)
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    diff = []
    for kind, i, j, k, m in matcher.get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        diff += [("same", come)] if kind == "equal" else [("del", gone), ("ins", come)]
    return spaced([part for part in diff if part[1]])


def spaced(diff):
    parts = []
    for place, (kind, text) in enumerate(diff):
        marked = text if kind == "same" else text.rstrip()
        gap = text[len(marked) :]
        following = diff[place + 1][1] if place + 1 < len(diff) else ""
        if kind == "del":
            sticks = parts and not parts[-1][1][-1].isspace() and marked[:1].isalnum()
            parts += [("same", " ")] if sticks else []
            gap = gap or (" " if following[:1].isalnum() else "")
        parts += [part for part in ((kind, marked), ("same", gap)) if part[1]]
    return [(kind, "".join(text for _, text in group)) for kind, group in groupby(parts, key=itemgetter(0))]


def said_of(diff):
    """A comparison in one sentence, for whoever hears the marks or overlooks them."""
    if all(kind == "same" for kind, _ in diff):
        return "The words are the same."
    out, come = (sum(len(WORD.findall(text)) for each, text in diff if each == kind) for kind in ("del", "ins"))
    return f"Words taken out: {out}; put in: {come}." if out or come else "Only the punctuation differs."
