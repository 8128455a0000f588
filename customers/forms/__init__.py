"""Forms of customers, and what the lists can be asked."""

from .assess import AssessForm, DayAsked, EngagementAsked, RowForm
from .bulk import BULK_FORMS
from .copy import CopyForm, SourceForm
from .customer import CustomerForm, HandOverForm, RemoveForm, RepresentativeForm, RolesForm
from .fields import pk_of
from .filters import CustomerFilter, PartyFilter
from .log import LogForm
from .merge import MergeForm, PairForm
from .move import MoveForm, SureForm
from .party import NewPartyForm, PartyForm
from .team import EndForm, MemberForm, ProviderForm, TakeOffForm, TeamForm
from .who import KnownForm, listed

__all__ = [
    "BULK_FORMS",
    "AssessForm",
    "CopyForm",
    "CustomerFilter",
    "CustomerForm",
    "DayAsked",
    "EndForm",
    "EngagementAsked",
    "HandOverForm",
    "KnownForm",
    "LogForm",
    "MemberForm",
    "MergeForm",
    "MoveForm",
    "NewPartyForm",
    "PairForm",
    "PartyFilter",
    "PartyForm",
    "ProviderForm",
    "RemoveForm",
    "RepresentativeForm",
    "RolesForm",
    "RowForm",
    "SourceForm",
    "SureForm",
    "TakeOffForm",
    "TeamForm",
    "listed",
    "pk_of",
]
