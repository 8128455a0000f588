"""What becomes of each row of a register, kept small: a register of a million cells must not fill the memory twice."""

import json
import zlib
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from django.db import models

SOME = 200  # rows packed together


class Bucket(models.TextChoices):
    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    NEEDS_YOU = "needs_you", "Needs you"
    SKIPPED = "skipped", "Skipped"
    REJECTED = "rejected", "Rejected"


LETTERS = {bucket.value: letter for bucket, letter in zip(Bucket, "ncuqsr", strict=True)}


@dataclass(slots=True)
class Item:
    """What becomes of one row: its bucket, of whom it tells, and in words what it changes or why it cannot."""

    row: int
    bucket: str
    party: str = ""
    changes: list = field(default_factory=list)  # [(what, old, new)]
    problems: list = field(default_factory=list)  # [(column, value, message)]
    why: str = ""  # skipped: why; needs you: what is asked
    options: list = field(default_factory=list)  # [(key, name)]: whom the row may mean
    names: tuple = ()  # several people in one cell
    asks: list = field(default_factory=list)  # [(field, column, value)]: values that nobody could read

    def packed(self):
        return [getattr(self, name) for name in self.__slots__]

    @classmethod
    def unpacked(cls, values):
        row, bucket, party, changes, problems, why, options, names, asks = values
        pairs = (list(map(tuple, each)) for each in (changes, problems, options, asks))
        changes, problems, options, asks = pairs
        return cls(row, bucket, party, changes, problems, why, options, tuple(names), asks)


class Items:
    """The items of all rows in their order, packed a few hundred at a time and unpacked while they are looked at.

    To be read once all have been put in.
    """

    def __init__(self, chunks=(), buckets=""):
        self.chunks, self.waiting, self.digest = list(chunks), [], sha256()
        self.buckets = buckets  # a letter for each row

    def put(self, item):
        self.waiting.append(item)
        if len(self.waiting) == SOME:
            self.pack()

    def pack(self):
        text = json.dumps([item.packed() for item in self.waiting], separators=(",", ":")).encode()
        self.digest.update(text)
        self.chunks.append(zlib.compress(text, 1))
        self.buckets += "".join(LETTERS[item.bucket] for item in self.waiting)
        self.waiting = []

    @classmethod
    def of_all(cls, items):
        found = cls()
        for item in items:
            found.put(item)
        return found.closed()

    def closed(self):
        """All are in: pack the rest."""
        if self.waiting:
            self.pack()
        return self

    @property
    def counts(self):
        found = Counter(self.buckets)
        return {bucket: found[letter] for bucket, letter in LETTERS.items()}

    def __len__(self):
        return len(self.buckets)

    def __iter__(self):
        return self.of()

    def __getitem__(self, at):
        """By place, from the first on: an item, or a list for a slice."""
        if isinstance(at, slice):
            return list(islice(self.of(), at.start or 0, at.stop))
        return next(self.of(skip=at))

    def of(self, *buckets, skip=0):
        """The items of some buckets, or all, without the first few; only what holds such items is unpacked."""
        wanted = {LETTERS[bucket] for bucket in buckets or LETTERS}
        for chunk, letters in zip(self.chunks, batched(self.buckets), strict=True):
            here = sum(letter in wanted for letter in letters)
            if here > skip:
                items = map(Item.unpacked, json.loads(zlib.decompress(chunk)))
                yield from islice((item for item in items if LETTERS[item.bucket] in wanted), skip, None)
            skip = max(0, skip - here)


def batched(letters):
    return (letters[at : at + SOME] for at in range(0, len(letters), SOME))
