"""Since when something is news to a sponsor, and saying "I have seen this".

Only a button moves that moment, never the opening of a page: mail scanners, previews and prefetching browsers open
pages that nobody reads, and what they opened would never be shown to the sponsor again. The button says until when the
page that was read reaches, so that what happened between reading and pressing stays news.
"""

from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from customers.models import RoleAssignment

from .models import Look


def with_looks(projects, user):
    """Projects with `seen_until` and `seen_before` of this sponsor, and `sponsor_from`, the first day they were one."""
    looks = Look.objects.filter(project=OuterRef("pk"), user=user.pk)
    roles = RoleAssignment.objects.current().sponsors().filter(project=OuterRef("pk"), stakeholder__party__user=user.pk)
    return projects.annotate(
        seen_until=Subquery(looks.values("seen_until")[:1]),
        seen_before=Subquery(looks.values("before")[:1]),
        sponsor_from=Subquery(roles.order_by("from_on").values("from_on")[:1]),
    )


def since(project):
    """From when on something is news: the last look; before the first one, the day on which they became sponsor.

    What stood there before that day is what they took over: the Value tab shows it. Needs `with_looks`.
    """
    if project.seen_until:
        return project.seen_until
    day = project.sponsor_from or timezone.localdate()
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def saw(*, project, until, by):
    """Note that `by` has seen what happened until then; never less than was noted before, nor what is to come."""
    until = min(until, timezone.now())
    look = Look.objects.select_for_update().filter(project=project, user=by).first()
    if look is None:
        try:
            with transaction.atomic():
                return Look.objects.create(project=project, user=by, seen_until=until)
        except IntegrityError:  # pressed twice at the same moment
            return Look.objects.get(project=project, user=by)
    if until > look.seen_until:
        look.before, look.seen_until = look.seen_until, until
        look.save()
    return look


@transaction.atomic
def unsaw(*, project, by):
    """Take the last "I have seen this" back: to the one before it; pressed once more, to the beginning."""
    look = Look.objects.select_for_update().filter(project=project, user=by).first()
    if look is None:
        return
    if look.before is None:
        look.delete()
    else:
        look.seen_until, look.before = look.before, None
        look.save()
