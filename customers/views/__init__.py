"""Pages of customers, by what one does there."""

from .assess import assess_all, customer_assess
from .bulk import customer_bulk
from .copying import customer_copy
from .customer import customer_detail, customer_edit, customer_remove, customer_representative, customer_roles
from .directory import directory, party_detail, party_edit, party_new
from .export import customer_export
from .groups import party_history, party_move, party_projects, party_tree
from .listing import customer_list
from .log import customer_log, known, known_anywhere, known_groups
from .merge import duplicates, merge_undo, not_the_same, party_merge, reconsider
from .organisation import organisation
from .periods import (
    representative_add,
    representative_edit,
    representative_take_back,
    role_add,
    role_edit,
    role_take_back,
    roles_on,
)
from .pictures import customer_engagement, customer_grid
from .service import (
    customer_receives,
    customer_speaks_for,
    customer_spoken_for,
    deliverable_delete,
    deliverable_detail,
    deliverable_edit,
    deliverable_list,
    deliverable_new,
)
from .sponsor import hand_over
from .team import known_names, team_edit, team_end, team_list, team_new, team_provider, team_remove

__all__ = [
    "assess_all",
    "customer_assess",
    "customer_bulk",
    "customer_copy",
    "customer_detail",
    "customer_edit",
    "customer_engagement",
    "customer_export",
    "customer_grid",
    "customer_list",
    "customer_log",
    "customer_receives",
    "customer_remove",
    "customer_representative",
    "customer_roles",
    "customer_speaks_for",
    "customer_spoken_for",
    "deliverable_delete",
    "deliverable_detail",
    "deliverable_edit",
    "deliverable_list",
    "deliverable_new",
    "directory",
    "duplicates",
    "hand_over",
    "known",
    "known_anywhere",
    "known_groups",
    "known_names",
    "merge_undo",
    "not_the_same",
    "organisation",
    "party_detail",
    "party_edit",
    "party_history",
    "party_merge",
    "party_move",
    "party_new",
    "party_projects",
    "party_tree",
    "reconsider",
    "representative_add",
    "representative_edit",
    "representative_take_back",
    "role_add",
    "role_edit",
    "role_take_back",
    "roles_on",
    "team_edit",
    "team_end",
    "team_list",
    "team_new",
    "team_provider",
    "team_remove",
]
