"""Every list goes out as its filter shows it: `?export=csv` or `?export=xlsx` at the list's own address.

So whoever may see the page gets the file, with the same rows in the same order, and a query that makes no sense means
there what it means on the page. A list says what it exports as a `Table`, whose columns are an allow-list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .bulk import CHUNK
from .cells import csv_response
from .paging import beyond, in_order, value_of
from .workbooks import workbook_response

FORMATS = {"csv": "CSV", "xlsx": "Excel"}  # word in the address -> as people call it


@dataclass(frozen=True)
class Table:
    """What goes out: its title, {heading: what it says of an entry}, and the entries, which are read once, lazily."""

    title: str
    columns: dict[str, Callable]
    entries: Iterable

    @property
    def sheet(self):
        """(title, headings, rows), as `workbook_response` takes it."""
        return self.title, list(self.columns), self.rows()

    def rows(self):
        reads = list(self.columns.values())
        for entry in self.entries:
            yield [read(entry) for read in reads]


def asked(request):
    """The format that the address asks for; "" for none, or for one that makes no sense."""
    word = request.GET.get("export", "")
    return word if word in FORMATS else ""


def exported(word, name, *tables):
    """Tables as a download in a format of FORMATS; CSV takes the first alone."""
    if word == "csv":
        table = tables[0]
        return csv_response(headed(table), f"{name}.csv")
    return workbook_response([table.sheet for table in tables], f"{name}.xlsx")


def headed(table):
    yield list(table.columns)
    yield from table.rows()


def in_chunks(queryset, order, prepare=None, size=CHUNK):
    """All rows of `queryset` in `order` (as for `keyset_page`), some hundred in memory at a time, each chunk in as many
    statements as a page of the list. `prepare(rows)` gives the rows of a chunk what their columns show.

    Each chunk begins after the last row of the one before: no row comes twice, and no transaction stays open meanwhile.
    """
    marks = None
    while True:
        found = queryset.filter(beyond(order, marks)) if marks else queryset
        rows = list(in_order(found, order)[:size])
        # The next one's place, before `prepare` may change what the rows say.
        marks = [value_of(rows[-1], name) for name in order] if rows else None
        yield from prepare(rows) or rows if prepare else rows
        if len(rows) < size:
            return
