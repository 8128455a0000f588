"""What the database itself refuses, whoever writes: every check and every unique constraint is broken once."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, Subquery, UniqueConstraint
from django.utils import timezone

from customers import actions as customers
from customers.models import Party, RoleAssignment
from registry.history import tracked_models
from tests.cast import (
    make_criterion,
    make_customer,
    make_goal,
    make_manager,
    make_project,
    make_pulse,
    make_surroundings,
    make_user,
    settle_between,
)
from tests.stage import kept
from valuecriteria import actions as criteria
from valuecriteria.models import Justification, Review, Sealed
from valuecriteria.signing import sign
from valuecriteria.snapshots import snapshot_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    """One row of every model; made once, each test rolls back to them."""
    yield from kept(django_db_blocker, make_rows)


def make_rows():
    manager, sponsor = make_manager(), make_user("Dana Whitfield")
    project = make_project(manager=manager)
    make_customer(project, "Dana Whitfield", "Sponsor", by=manager, user=sponsor)
    stakeholder = make_customer(project, "Tom Bexley", "End user", by=manager, user=make_user("Tom Bexley"))
    goal = make_goal(project)
    theme = criteria.find_or_make_theme(name="Speed", by=manager)
    criterion = make_criterion(stakeholder, by=manager, confirmed=True, theme=theme)
    criteria.align(criterion=criterion, goal=goal, effect="weak", by=manager)
    criteria.review(revision=criterion.current_revision, decision="agree", comment="", by=sponsor)
    group = make_customer(project, "Sales", kind="group", by=manager)
    customers.name_representative(stakeholder=group, person=stakeholder.party, by=manager)
    settle_between(criterion, make_criterion(group, "Not so fast.", by=manager), by=sponsor)
    Justification.objects.create(goal=goal, reason="The board wants it.")
    Justification.objects.create(criterion=criterion, reason="It costs nothing.")
    sign(project=project, seen=snapshot_of(project), comment="", by=sponsor)
    make_surroundings(stakeholder, group)
    make_pulse(criterion, by=manager)
    return {model: model._base_manager.order_by("pk").last() for model in tracked_models()}


def checks():
    for model in tracked_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                yield pytest.param(model, constraint, id=constraint.name)


# For each kind of rule, by the ending of its name: (column, a value that breaks it), found from the name.
BREAKS = {
    "_length": lambda field: "x" * (field.max_length + 1),
    "_known": lambda field: "zz",
    "_given": lambda field: "",
}
OTHERS = {
    "customers_party_not_in_itself": {"group": F("id")},
    "customers_party_login_is_person": {"kind": "group", "user": 1},
    "customers_assignment_ends_after_start": {"to_on": "1999-01-01"},
    "customers_representation_ends_after_start": {"to_on": "1999-01-01"},
    "customers_stakeholder_declared_with_reason": {"is_declared_customer": True, "why": ""},
    "customers_assessment_influence_1_to_5": {"influence": 6},
    "customers_assessment_interest_1_to_5": {"interest": 0},
    "customers_notthesame_in_order": {"first": F("second")},
    "customers_speaksfor_others": {"spoken_for": F("speaker")},
    "customers_teammember_ends_after_start": {"to_on": "1999-01-01"},
    "customers_teammember_provider_seconds": {"is_seconded": False},
    "customers_teammember_not_own_provider": {"provider": F("person")},
    "pulse_answer_heard_with_score": {"score": None},
    "pulse_answer_score_1_to_10": {"score": 11},
    "pulse_answer_state_known": {"state": "zz", "score": None, "words": "", "channel": ""},
    "pulse_answer_wait_until_bounds": {
        "state": "waiting",
        "wait_until": "9999-12-31",
        "score": None,
        "words": "",
        "channel": "",
    },
    "pulse_answer_waits_until": {"wait_until": "2026-01-01"},
    "pulse_linkmail_reminded_when_sent": {"reminded_at": timezone.now()},
    "pulse_personallink_expires_after_made": {"expires_at": F("created_at")},
    "pulse_promise_one_source": {"review": Subquery(Review.objects.values("pk")[:1])},
    "pulse_promise_somebodys": {"who": "Somebody else"},
    "pulse_promise_told_when_done": {"done_on": None},
    "pulse_promise_told_whole": {"told_text": ""},
    "pulse_round_closes_after_opening": {"closed_on": "2001-01-01"},
    "pulse_score_1_to_10": {"score": 0},
    "pulse_score_says_something": {"score": None, "words": ""},
    "projects_project_ends_after_start": {"starts_on": "2026-02-01", "ends_on": "2026-01-01"},
    "valuecriteria_revision_put_forward_whole": {"put_forward_at": timezone.now(), "put_forward_by": None},
    "valuecriteria_baseline_number_from_1": {"number": 0},
    "valuecriteria_baseline_holds_something": {"criterion_count": 0},
    "valuecriteria_conflict_in_order": {"other": F("one")},
    "valuecriteria_criterion_importance_1_to_5": {"importance": 6},
    "valuecriteria_criterion_service_names_none": {"kind": "service", "deliverable": 1},
    "valuecriteria_criterion_outcome_whole": {"outcome": "met"},
    "valuecriteria_justification_of_one": {"goal": None, "criterion": None},
    "valuecriteria_review_change_with_comment": {"decision": "ask", "comment": ""},
}


def breaking(model, name):
    if name in OTHERS:
        values = dict(OTHERS[name])
        if values.get("user") == 1:
            values["user"] = make_user("Fresh Login")
        return [values]
    column = name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")
    if column.endswith("_bounds"):
        # An end in 1899 also comes before its start, and either rule may be the one that is named.
        days = ["2201-01-01", "9999-12-31"] + ([] if column.startswith("to_on") else ["1899-12-31"])
        return [{column.removesuffix("_bounds"): day} for day in days]
    for ending, value in BREAKS.items():
        if column.endswith(ending):
            field = model._meta.get_field(column.removesuffix(ending))
            return [{field.name: value(field)}]
    raise AssertionError(f"say in OTHERS what breaks {name}")


@pytest.mark.parametrize(("model", "constraint"), list(checks()))
def test_the_database_refuses(rows, model, constraint, db_engine):
    row = rows[model]
    for values in breaking(model, constraint.name):
        with pytest.raises(Exception) as refused, transaction.atomic():  # noqa: PT011 - too long a text is DataError there
            write(model, row, values)
        assert type(refused.value).__name__ in ("IntegrityError", "DataError"), refused.value
        # What PostgreSQL's column type refuses first is refused by name on SQLite.
        assert constraint.name in str(refused.value) or type(refused.value).__name__ == "DataError"


def write(model, row, values):
    """Give a row these values. What is sealed is written once, so there they come with another row."""
    if issubclass(model, Sealed):
        copy = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        model._base_manager.bulk_create([model(**copy | {"id": None, "number": row.number + 1} | values)])
    else:
        model._base_manager.filter(pk=row.pk).update(**values)


def uniques():
    for model in tracked_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                yield pytest.param(model, constraint.fields, id=constraint.name)
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                yield pytest.param(model, [field.name], id=f"{model._meta.label}.{field.name}")


@pytest.mark.parametrize(("model", "fields"), list(uniques()))
def test_the_database_refuses_twice_the_same(rows, model, fields):
    row = rows[model]
    if model is RoleAssignment:
        row = RoleAssignment.objects.get(is_accountable=True)
    if model is Party:
        row = Party.objects.filter(user__isnull=False).first()
    if model is Justification:
        row = Justification.objects.get(**{f"{fields[0]}__isnull": False})
    again = model(**{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields})
    again.pk = None
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.name not in fields:
            setattr(again, field.attname, None if field.null else f"other {field.name}"[: field.max_length])
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.bulk_create([again])
