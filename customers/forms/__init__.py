"""Forms of customers, and what the lists can be asked."""

from .assess import AssessForm, DayAsked, EngagementAsked, RowForm, TakeBackAssessmentForm
from .customer import CustomerForm, HandOverForm, RemoveForm, RepresentativeForm, RolesForm
from .filters import CustomerFilter, PartyFilter
from .log import LogForm
from .party import NewPartyForm, PartyForm
from .who import KnownForm, listed

__all__ = [
    "AssessForm",
    "CustomerFilter",
    "CustomerForm",
    "DayAsked",
    "EngagementAsked",
    "HandOverForm",
    "KnownForm",
    "LogForm",
    "NewPartyForm",
    "PartyFilter",
    "PartyForm",
    "RemoveForm",
    "RepresentativeForm",
    "RolesForm",
    "RowForm",
    "TakeBackAssessmentForm",
    "listed",
]
