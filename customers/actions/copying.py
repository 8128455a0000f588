"""Taking customers of another project over into this one, with their roles."""

from django.db import transaction
from django.utils import timezone

from customers.models import RoleAssignment, Stakeholder
from registry.bulk import create_all
from registry.models import Refused
from registry.undo import batch

from .locks import lock_project


@transaction.atomic
def copy_customers(*, project, parts, by, with_reasons):
    """Give the parties of these parts (of one other project) a part here, with the roles they have there today.

    From today on, and nobody accountable. `with_reasons`: why they are customers, and who is declared one, comes along;
    without, those whom no role makes a customer are left out, like whoever has a part here already. All in one batch,
    which is returned. Raises Refused if nobody is left.
    """
    lock_project(project)
    here = set(Stakeholder.objects.filter(project=project.pk).values_list("party", flat=True))
    coming = [part for part in parts if part.party_id not in here and can_come(part, with_reasons)]
    if not coming:
        raise Refused("Everybody you ticked has a part here by now. Nothing was copied.")
    number, source = len(coming), coming[0].project.key
    words = f"copied {number:,} customer{'' if number == 1 else 's'} from {source}"
    made = [
        Stakeholder(
            project=project,
            party=part.party,
            why=part.why if with_reasons else "",
            is_declared_customer=with_reasons and part.is_declared_customer,
        )
        for part in coming
    ]
    with batch(kind="copy", words=words, by=by, project=project, source="copy") as done:
        create_all(made)
        today = timezone.localdate()
        create_all(
            [
                RoleAssignment(stakeholder=new, project_id=project.pk, role=held.role, from_on=today)
                for part, new in zip(coming, made, strict=True)
                for held in part.held
            ]
        )
    return done


def can_come(part, with_reasons):
    """Whether there is something to take over: a role in force, or that somebody is declared a customer."""
    return bool(part.held) or (with_reasons and part.is_declared_customer)
