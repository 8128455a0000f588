"""The sponsor's review: what waits for them, and one criterion at a time."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from projects.frame import demand, visible_project
from projects.models import Project
from projects.permissions import SOMEBODY, Permission, Reader
from registry.export import asked, exported
from registry.forms import status_of
from registry.kept import restore
from registry.paging import keyset_page
from registry.prepared import ROW, ask
from registry.wording import words_diff

from .. import actions
from ..forms import ReviewForm
from ..models import Review, ValueCriterion
from ..tables import waiting_table
from .access import FORM, readable
from .criteria import serves_of
from .customers import shortened
from .verbs import about_wording

NOT_BEFORE_YET = (
    "The new words are not before you yet, neither confirmed nor put forward: nothing is to be decided now."
)
OLDEST_FIRST = ("waiting_since", "pk")
MOST_STEPS = 24


def queue_of(user=SOMEBODY):
    """What waits for this sponsor over all their open projects, with since when."""
    return ValueCriterion.objects.waiting_for(user).with_waiting_since()


def keys_in_order():
    return queue_of().order_by(*OLDEST_FIRST).values_list("pk", flat=True)[:1000]


@require_safe
def review_queue(request):
    """A sentence for each wording that waits for the reader, the oldest first."""
    if word := asked(request):
        return exported(word, "waiting-reviews", waiting_table(queue_of(request.user), OLDEST_FIRST))
    criteria = queue_of(request.user).with_unchanged().for_reading().select_related("stakeholder__project")
    page = keyset_page(criteria, OLDEST_FIRST, request.GET.get("after", ""))
    unchanged = sum(criterion.is_unchanged for criterion in page)
    return render(request, "valuecriteria/reviews.html", {"page": page, "section": "reviews", "unchanged": unchanged})


@FORM
def review(request, pk):
    """One criterion before the sponsor: agree, or ask for a change. The decision is of the wording the form carries."""
    project, criterion = open_review(request, pk)
    place = place_in_queue(request, pk)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        initial={"revision": criterion.current_revision_id},
        readers=f"{criterion.stakeholder} and the project's managers will read it.",
    )
    form = restore(form, request)

    def decide(revision):
        decision, comment = form.cleaned_data["decision"], form.cleaned_data["comment"]
        decided = actions.review(revision=revision, decision=decision, comment=comment, by=request.user)
        tell_decided(request, criterion, decided)

    if request.method == "POST" and about_wording(form, criterion, decide):
        return redirect(place["next_after_deciding"])
    if form.is_bound and getattr(form, "stale", False):
        project, criterion = open_review(request, pk)  # what is shown is what the form carries now
        if criterion.current_revision.before_since is None:
            form.add_error(None, NOT_BEFORE_YET)
    return render(
        request, "valuecriteria/review.html", page_of(project, criterion, form, place), status=status_of(form)
    )


def open_review(request, pk):
    """(project, criterion) for its sponsor; 404 to whoever may not read it, 403 to readers who are not its sponsor."""
    project = visible_project(request.user, project_of_criterion, row=pk)
    criterion = readable(request.user, project, pk)
    demand(request.user, Permission.REVIEW, project)
    return project, criterion


def project_of_criterion(sees_all):
    return Project.objects.visible_to(Reader(sees_all)).filter(stakeholders__criteria=ROW).order_by()


def page_of(project, criterion, form, place):
    before = criterion.current_revision.before_since is not None
    return {
        "section": "reviews",
        "project": project,
        "criterion": criterion,
        "stakeholder": criterion.stakeholder,
        "serves": serves_of(criterion),
        "diff": words_diff(criterion.agreed_statement, criterion.statement) if criterion.differs_from_agreed else None,
        "form": form,
        "place": place,
        # The buttons stay on a page answered with 409 or 422: its comment may be sent once the words are ready.
        "may_decide": (before and not criterion.outcome) or form.is_bound,
        "is_before_sponsor": before,
    }


def place_in_queue(request, pk):
    """Where this criterion stands among what waits ("Review 2 of 7"), what comes next, and what was done before."""
    waiting = ask(keys_in_order, reader=request.user.pk)
    done = done_so_far(request)
    here = waiting.index(pk) if pk in waiting else None
    after = waiting[here + 1 :] if here is not None else [other for other in waiting if other != pk]
    total = done + len(waiting)
    return {
        "waits": here is not None,
        "number": done + here + 1 if here is not None else None,
        "total": total,
        "steps": steps(done, here, total),
        "width": 30 * total - 3,
        "later": address(after[0], done) if after else reverse("reviews"),
        "next_after_deciding": address(after[0], done + (here is not None)) if after else reverse("reviews"),
    }


def steps(done, here, total):
    """[(x, class)] of the little bars above a review; none when there are too many to be told apart."""
    if here is None or not 1 < total <= MOST_STEPS:
        return []
    return [(30 * place, "done" if place < done else "now" if place == done + here else "") for place in range(total)]


def done_so_far(request):
    """How many reviews this sitting has seen already, as the address says (?done=2); nonsense counts as none."""
    done = request.GET.get("done", "")
    return int(done) if done.isascii() and done.isdigit() and len(done) <= 3 else 0


def address(pk, done):
    return f"{reverse('review', args=[pk])}{'?' + urlencode({'done': done}) if done else ''}"


def tell_decided(request, criterion, decided):
    """Say what was recorded; and, where another sponsor decided otherwise about the same words before, that too."""
    word = "Agreed" if decided.decision == Review.Decision.AGREE else "Change requested"
    where = reverse("review", args=[criterion.pk])
    text = "{}: “{}”. <a href='{}'>Take it back</a>"
    messages.success(request, format_html(text, word, shortened(criterion.statement), where))
    before = Review.objects.filter(revision=decided.revision_id, pk__lt=decided.pk).order_by("-pk")
    other = before.select_related("decided_by").first()
    if other and other.decided_by_id != request.user.pk and other.decision != decided.decision:
        verb = "agreed with" if other.decision == Review.Decision.AGREE else "asked for a change of"
        text = (
            f"{other.decided_by} {verb} the same words before you. Both decisions are kept; yours, the later, counts."
        )
        messages.info(request, text)
