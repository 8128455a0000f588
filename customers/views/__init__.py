"""Pages of customers, by what one does there."""

from .assess import assess_all, customer_assess
from .customer import customer_detail, customer_edit, customer_remove, customer_representative, customer_roles
from .directory import directory, party_detail, party_edit, party_new
from .listing import customer_list
from .log import customer_log, known, known_anywhere, known_groups
from .pictures import customer_engagement, customer_grid
from .sponsor import hand_over

__all__ = [
    "assess_all",
    "customer_assess",
    "customer_detail",
    "customer_edit",
    "customer_engagement",
    "customer_grid",
    "customer_list",
    "customer_log",
    "customer_remove",
    "customer_representative",
    "customer_roles",
    "directory",
    "hand_over",
    "known",
    "known_anywhere",
    "known_groups",
    "party_detail",
    "party_edit",
    "party_new",
]
