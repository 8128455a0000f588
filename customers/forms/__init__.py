"""Forms of customers, and what the lists can be asked."""

from .customer import CustomerForm, HandOverForm, RemoveForm, RepresentativeForm, RolesForm
from .filters import CustomerFilter, PartyFilter
from .log import LogForm
from .party import NewPartyForm, PartyForm
from .who import KnownForm, listed

__all__ = [
    "CustomerFilter",
    "CustomerForm",
    "HandOverForm",
    "KnownForm",
    "LogForm",
    "NewPartyForm",
    "PartyFilter",
    "PartyForm",
    "RemoveForm",
    "RepresentativeForm",
    "RolesForm",
    "listed",
]
