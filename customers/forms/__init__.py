"""Forms of customers, and what the lists can be asked."""

from .assess import AssessForm, DayAsked, EngagementAsked, RowForm
from .customer import CustomerForm, HandOverForm, RemoveForm, RepresentativeForm, RolesForm
from .filters import CustomerFilter, PartyFilter
from .log import LogForm
from .move import MoveForm, SureForm
from .party import NewPartyForm, PartyForm
from .team import EndForm, MemberForm, ProviderForm, TakeOffForm, TeamForm
from .who import KnownForm, listed

__all__ = [
    "AssessForm",
    "CustomerFilter",
    "CustomerForm",
    "DayAsked",
    "EndForm",
    "EngagementAsked",
    "HandOverForm",
    "KnownForm",
    "LogForm",
    "MemberForm",
    "MoveForm",
    "NewPartyForm",
    "PartyFilter",
    "PartyForm",
    "ProviderForm",
    "RemoveForm",
    "RepresentativeForm",
    "RolesForm",
    "RowForm",
    "SureForm",
    "TakeOffForm",
    "TeamForm",
    "listed",
]
