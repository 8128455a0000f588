"""What a study of an upload found, kept so that its pages need not read the file again."""

import json
import zlib
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from .items import Bucket, Items

HEADS = 30  # rows among which another header can be chosen
SAMPLE = 8  # rows shown beside the columns,
LOOKED_AT = 40  # from among so many


@dataclass
class Findings:
    """All that the pages of a register on its way in show. Made by `of(study)`, kept by `packed()`."""

    sheets: list  # [{name, is_hidden, rows}]
    sheet: int
    header_row: int
    heads: list  # [{row, cells}]: the rows above and around the header, to choose another one from
    columns: list  # [{index, header, field, sure, why}]
    sample: list  # [{row, cells}]
    items: Items
    counts: dict
    criteria: int
    roleless: int  # new customers whose rows name no role
    default_role: int | None
    mark: str
    offered: dict  # columns as a colleague took them, where they differ: {index: field}
    whose: str
    hidden: int = 0  # rows below the header that nobody sees in the sheet; they are read like the others

    @classmethod
    def of(cls, study):
        understanding, plan, sheet = study.understanding, study.plan, study.sheet
        others = {
            str(index): name
            for index, name in study.remembered.others.items()
            if not study.remembered.own and field_at(understanding, index) != name
        }
        first = understanding.first_row
        return cls(
            sheets=[{"name": s.name, "is_hidden": s.is_hidden, "rows": s.height} for s in study.book.sheets],
            sheet=understanding.sheet,
            header_row=understanding.header_row,
            heads=[{"row": at, "cells": cells} for at, cells in enumerate(sheet.rows[:HEADS], 1) if any(cells)],
            columns=[
                {
                    "index": column.index,
                    "header": column.header,
                    "field": column.field and str(column.field),
                    "sure": column.sure,
                    "why": column.why,
                }
                for column in understanding.columns
            ],
            sample=[
                {"row": at, "cells": cells}
                for at, cells in enumerate(sheet.rows[first - 1 : first + LOOKED_AT], first)
                if any(cells)
            ][:SAMPLE],
            items=plan.items,
            counts=plan.counts,
            criteria=plan.criteria,
            roleless=sum(part.is_roleless for part in plan.parts),
            default_role=plan.default_role,
            mark=plan.mark,
            offered=others,
            whose=study.remembered.whose if others else "",
            hidden=study.hidden,
        )

    def packed(self):
        """A head, which says how long the packed items behind it are: these are unpacked when they are looked at."""
        head = {**self.__dict__, "items": [self.items.buckets, *map(len, self.items.chunks)]}
        head = zlib.compress(json.dumps(head).encode(), 1)
        return b"".join([len(head).to_bytes(4), head, *self.items.chunks])

    @classmethod
    def unpacked(cls, data):
        data = memoryview(data)
        at = 4 + int.from_bytes(data[:4])
        found = cls(**json.loads(zlib.decompress(data[4:at])))
        buckets, *lengths = found.items
        ends = accumulate(lengths, initial=at)
        chunks = [data[start:end] for start, end in pairwise(ends)]
        found.items = Items(chunks, buckets)
        return found

    def without_written(self):
        """What is kept of a register that is written: the rows that were not, with their reasons."""
        left = Items.of_all(self.items.of(Bucket.REJECTED, Bucket.NEEDS_YOU))
        return replace(self, items=left, heads=[], sample=[])

    @property
    def number_to_write(self):
        return self.counts[Bucket.NEW] + self.counts[Bucket.CHANGED]


def field_at(understanding, index):
    return next((column.field for column in understanding.columns if column.index == index), None)
