"""What the tests of baselines stand on: a project whose sponsor agreed with something."""

from tests.cast import make_criterion
from valuecriteria import actions as value
from valuecriteria.models import ValueCriterion
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of


def agreed(stakeholder, statement, *, by, sponsor, **fields):
    criterion = make_criterion(stakeholder, statement, by=by, confirmed=True, **fields)
    agree(criterion, sponsor)
    return criterion


def agree(criterion, sponsor):
    value.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)


def reword_and_agree(criterion, statement, *, by, sponsor):
    value.reword(criterion=criterion, statement=statement, by=by)
    value.put_forward(revision=criterion.current_revision, by=by)
    agree(criterion, sponsor)


def signed(project, sponsor, comment=""):
    return sign(project=project, seen=snapshot_of(project), comment=comment, by=sponsor)


def fresh(criterion):
    return ValueCriterion.objects.select_related("current_revision", "stakeholder__party").get(pk=criterion.pk)
