"""A round while it is asked: one long form, customer by customer, saved one at a time or all that was typed.

Without JavaScript the whole page is one form: whatever was typed in it is saved by any of its buttons. With it, Enter
saves the customer one stands on and goes on to the next (static/site.js, "rows that are saved one by one").
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from projects.frame import open_project
from projects.permissions import Permission
from pulse.asking import IN_ORDER, bring_asked_elsewhere, bring_criteria, still_to_ask, to_ask
from pulse.forms import AnswerForm, AskedFilter, Doing
from registry.board import Board
from registry.forms import saved
from registry.kept import restore
from registry.paging import keyset_page
from registry.templatetags.register import plural

from .common import FORM, PULSE, round_or_404

PAGE = 25  # customers, each with a handful of fields


@FORM
def round_ask(request, key, number):
    """The customers of a round to fill in, sponsors first. `?at=` is the one whose score is to be typed next."""
    project = open_project(request, key, Permission.EDIT)
    round = round_or_404(project, number)
    show = AskedFilter(request.GET)
    found = to_ask(round)
    page = keyset_page(still_to_ask(found) if show.only_open else found, IN_ORDER, request.GET.get("after", ""), PAGE)
    rows = rows_of(page, round, request)
    board = Board(restore(row, request) for row in rows)
    if request.method == "POST":
        done = save_rows(rows, Doing.of(request.POST.get("do", "")), request.user)
        if not any(row.errors for row in rows):
            tell(request, done)
            return redirect(next_place(request, page, done))
        board.stale = any(row.stale for row in rows)
    context = {
        "project": project,
        "tab": PULSE,
        "round": round,
        "board": board,
        "page": page,
        "show": show,
        "at": place_of(request, rows),
        "kept": next((row for row in rows if row.kept), None),
    }
    return render(request, "pulse/ask.html", context, status=board.status)


@require_POST
def round_row(request, key, number, pk):
    """One customer's row, saved alone: answered with the row as it stands now, or with what is wrong in it."""
    project = open_project(request, key, Permission.EDIT)
    round = round_or_404(project, number)
    row = row_of(round, pk, request)
    save_rows([row], Doing.of(request.POST.get("do", "")), request.user)
    status = Board([row]).status if row.errors else 200
    if status == 200:
        row, round = row_of(round, pk, request, fresh=True), round_or_404(project, number)
    context = {"project": project, "round": round, "row": row}
    return render(request, "pulse/_row.html", context, status=409 if row.stale else status)


def rows_of(customers, round, request, *, fresh=False):
    customers = list(customers)
    bring_criteria(customers, round)
    bring_asked_elsewhere(customers, round, request.user)
    data = request.POST if request.method == "POST" and not fresh else None
    return [AnswerForm(data, customer=customer, round=round) for customer in customers]


def row_of(round, pk, request, *, fresh=False):
    customer = to_ask(round).filter(pk=pk).first()
    if customer is None:
        raise Http404("No such customer in this round.")
    return rows_of([customer], round, request, fresh=fresh)[0]


def save_rows(rows, doing, by):
    """The rows that were saved. Each is a transaction of its own: one wrong one stops no other."""
    done = []
    for row in rows:
        if not row.is_bound or not row.is_valid():
            continue
        if doing.customer == row.customer.pk:
            if saved(row, lambda row=row: do(doing, row, by), refused_at="score"):
                done.append(row)
        elif row.touched and saved(row, lambda row=row: row.save(by=by), refused_at="score"):
            done.append(row)
    return done


def do(doing, row, by):
    if row.touched and row.says and not row.is_heard:
        raise ValidationError({"score": "You typed an answer: save it, or empty it first."})
    doing.on(row, by)


def tell(request, done):
    if not done:
        messages.info(request, "Nothing was typed, so nothing was saved.")
    else:
        names = ", ".join(row.title for row in done[:3])
        more = f" and {len(done) - 3} more" if len(done) > 3 else ""
        messages.success(request, f"{plural(len(done), 'customer')} saved: {names}{more}.")


def next_place(request, page, done):
    """The same page at the customer after the last one saved; the next page after its last one."""
    keys = [customer.pk for customer in page]
    at = keys.index(done[-1].customer.pk) + 1 if done else 0
    asked = {name: value for name, value in request.GET.items() if name in ("after", "show")}
    if at < len(keys):
        return f"{request.path}?{urlencode({**asked, 'at': keys[at]})}#c{keys[at]}"
    if page.after:
        asked["after"] = page.after
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def place_of(request, rows):
    """The customer whose score is typed next: the one the address names, else the first without an answer."""
    asked = request.GET.get("at", "")
    keys = {str(row.customer.pk): row.customer.pk for row in rows}
    if asked in keys or any(row.errors for row in rows):
        return keys.get(asked)
    return next((row.customer.pk for row in rows if row.answer is None), None)
