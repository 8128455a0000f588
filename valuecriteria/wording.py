"""Two wordings compared word by word."""

import re
from difflib import SequenceMatcher

# A piece is a word with the white space after it, so that pieces put together give the text again.
PIECES = re.compile(r"\S+\s*|\s+")


def words_diff(old, new):
    """What became of `old` in `new`: [(kind, text)] with kind "same", "del" or "ins".

    "same" and "ins" put together are `new`. White space alone makes no difference: words are compared, not the gaps.
    """
    before, after = PIECES.findall(old), PIECES.findall(new)
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after], autojunk=False)
    diff = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            diff.append(("same", "".join(after[k:m])))
            continue
        if i < j:
            diff.append(("del", "".join(before[i:j])))
        if k < m:
            diff.append(("ins", "".join(after[k:m])))
    return spaced(diff)


def spaced(diff):
    """The same with the gaps outside the marks: a mark ends with its last word; a gap follows each but the last."""
    parts = []
    for place, (kind, text) in enumerate(diff):
        if kind == "same":
            parts.append((kind, text))
            continue
        word = text.rstrip()
        gap = text[len(word) :] or (" " if place + 1 < len(diff) else "")
        if word:
            parts.append((kind, word))
        if gap:
            parts.append(("same", gap))
    return parts
