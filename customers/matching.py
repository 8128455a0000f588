"""When two entries of the directory may be one, and why, in words. Pure: names, addresses, numbers in; reasons out.

Pairs are found by keys that both share (four functions below), so that nobody is compared with everybody; what the keys
find is looked at here once more. A suggestion is never more than that: people decide.
"""

from itertools import permutations

from registry.search import fold

from .nicknames import full_name
from .phones import FEWEST_DIGITS, phone_key

# Said before or after a name, and no part of it.
TITLES = {"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "dame", "herr", "frau", "ing", "dipl"}
LEGAL_FORMS = {
    "ltd",
    "limited",
    "inc",
    "llc",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "sa",
    "bv",
    "ab",
    "oy",
    "co",
    "company",
    "the",
}
TWO_LETTERS = [("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s")]  # Mueller and Müller, Strauss and Strauß
FEWEST_LETTERS = 6  # of one word alone: in shorter ones a letter makes another word


def parts_of(name, kind):
    """A name's words as they are compared: accents and titles off, short forms whole, in the order of the alphabet."""
    left_out = TITLES if kind == "person" else LEGAL_FORMS
    words = fold(name).split()
    words = [word for word in words if word not in left_out] or words
    if kind == "person":
        words = [full_name(word) for word in words]
    return sorted(plain(word) for word in words)


def plain(word):
    for two, one in TWO_LETTERS:
        word = word.replace(two, one) if len(word) > 2 else word
    return word


def name_key(kind, name):
    """What two entries of the same name share, whatever the order, the accents, the title or the nickname."""
    words = parts_of(name, kind)
    return f"{kind[:1]} {' '.join(words)}"[:200] if words else ""


def first_key(kind, name):
    """The first word whole, of the others their initials: shared with "John S.", and with a slip in a later word."""
    words = parts_of(name, kind)
    if len(words) < 2:
        return f"{kind[:1]} {words[0][:3]}-" if words and len(words[0]) >= FEWEST_LETTERS else ""
    return one_whole(kind, words, 0)


def last_key(kind, name):
    """The last word whole, of the others their initials: shared with "J. Smith", and with a slip in an earlier word."""
    words = parts_of(name, kind)
    if len(words) < 2:
        return f"{kind[:1]} -{words[0][-3:]}" if words and len(words[0]) >= FEWEST_LETTERS else ""
    return one_whole(kind, words, len(words) - 1)


def number_key(phone):
    """What two ways of writing one telephone number share; nothing for a number within a house."""
    key = phone_key(phone)
    return key if len(key) >= FEWEST_DIGITS else ""


def one_whole(kind, words, place):
    initials = "".join(word[0] for at, word in enumerate(words) if at != place)
    return f"{kind[:1]} {words[place]} {initials}"[:200]


def reasons(one, other):
    """Why two entries may be the same, each in a few words; [] when there is none."""
    if one.kind != other.kind:
        return []
    found = []
    if one.email and one.email == other.email:
        found.append("same e-mail")
    if one.phone_key and one.phone_key == other.phone_key:
        found.append("same phone")
    if one.group_id == other.group_id and (name := name_reason(one, other)):
        found.append(f"{name}, same group" if one.group_id else name)
    return found


def name_reason(one, other):
    """Why two names of the same group may be one person's or one group's; "" for two that differ."""
    if one.name.casefold() == other.name.casefold():
        return "same name"
    if not fold(one.name) or not fold(other.name):
        return ""
    if fold(one.name) == fold(other.name):
        return "same name but for accents or signs"
    if sorted(fold(one.name).split()) == sorted(fold(other.name).split()):
        return "same name in another order"
    first, second = parts_of(one.name, one.kind), parts_of(other.name, other.kind)
    if first == second:
        return "same name in a short or another form" if one.kind == "person" else "same name but for its legal form"
    if one.kind == "person" and one.group_id is None:
        return ""  # of people of whom no group is known, many share a surname and an initial
    as_written = [sorted(fold(name).split()) for name in (one.name, other.name)]
    if one.kind == "person" and (abbreviates(first, second) or abbreviates(*as_written)):
        return "same name with an initial"
    if one_slip(first, second) or one_slip(*as_written):
        return "names one letter apart"
    return ""


def abbreviates(first, second):
    """Whether "J. Smith" may be "John Smith": word for word the same or the other's initial, one at least whole."""
    if len(first) != len(second) or not 2 <= len(first) <= 4:
        return False
    return any(
        all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(first, order, strict=True))
        and any(a == b and len(a) > 1 for a, b in zip(first, order, strict=True))
        for order in permutations(second)
    )


def one_slip(first, second):
    """Whether the words are the same but for one letter left out, added, changed or swapped with its neighbour.

    Not among words of three letters: "Jan" and "Dan" are two names.
    """
    if len(first) != len(second):
        return False
    shared = [word for word in first if word in second]
    mine = [word for word in first if word not in shared]
    theirs = [word for word in second if word not in shared]
    if len(mine) != 1 or len(theirs) != 1:
        return False
    fewest = FEWEST_LETTERS if len(first) == 1 else 4
    return max(len(mine[0]), len(theirs[0])) >= fewest and within_one(mine[0], theirs[0])


def within_one(a, b):
    """Whether one edit (a letter in, out, changed, or two neighbours swapped) makes one word of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    swapped = len(a) > 1 and a[1::-1] + a[2:] == b
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
