"""The verbs of customers. Each is one transaction, says who did it, and can refuse with a sentence."""

from .assess import assess, take_back_assessment
from .bulk import AddRole, EndRole, PlanMoved, SetGroup, SetOwner, change_many, plan
from .copying import can_come, copy_customers
from .merge import merge, reconsider, tell_apart, undo_merge
from .moves import move_group, would_move
from .parties import save_party
from .parts import log_customer, log_somebody, name_representative, take_back
from .periods import save_period, take_back_period
from .roles import end_role, give_role, roles_mark, set_roles
from .sponsor import accountable_now, hand_over, hand_over_to
from .team import (
    decline_provider,
    end_membership,
    join_team,
    log_provider,
    put_on_team,
    reconsider_provider,
    save_member,
    save_part,
    take_off_team,
)

__all__ = [
    "AddRole",
    "EndRole",
    "PlanMoved",
    "SetGroup",
    "SetOwner",
    "accountable_now",
    "assess",
    "can_come",
    "change_many",
    "copy_customers",
    "decline_provider",
    "end_membership",
    "end_role",
    "give_role",
    "hand_over",
    "hand_over_to",
    "join_team",
    "log_customer",
    "log_provider",
    "log_somebody",
    "merge",
    "move_group",
    "name_representative",
    "plan",
    "put_on_team",
    "reconsider",
    "reconsider_provider",
    "roles_mark",
    "save_member",
    "save_part",
    "save_party",
    "save_period",
    "set_roles",
    "take_back",
    "take_back_assessment",
    "take_back_period",
    "take_off_team",
    "tell_apart",
    "undo_merge",
    "would_move",
]
