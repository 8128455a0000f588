"""What the sponsor of the first project signed off, and two things that changed since."""

from registry.history import acting
from valuecriteria import actions as value
from valuecriteria.models import Alignment
from valuecriteria.signing import sign
from valuecriteria.snapshots import is_agreed, live_criteria, snapshot_of

SIGNED = {"CRM1": "What the first release is measured by. We look at it again in the steering group."}


def sign_off(demo, project, manager, sponsor):
    """Signed three days ago; since then one target moved, and one criterion turned out to serve its goal strongly."""
    if project.key not in SIGNED:
        return
    with demo.clock(3):
        sign(project=project, seen=snapshot_of(project), comment=SIGNED[project.key], by=sponsor)
    agreed = [criterion for criterion in live_criteria(project) if is_agreed(criterion)]
    with demo.clock(1), acting(manager):
        moved = next(criterion for criterion in agreed if criterion.target and criterion.due_on)
        moved.due_on = demo.clock.day(-100)
        moved.save()
    weaker = Alignment.objects.filter(criterion__in=agreed, effect="medium").select_related("criterion", "goal").first()
    with demo.clock(1):
        value.align(
            criterion=weaker.criterion,
            goal=weaker.goal,
            effect="strong",
            reason="Shown in the trial of May.",
            by=manager,
        )
