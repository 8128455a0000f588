from .assessments import LOW_TO_HIGH, MOST_NOTES, MOST_STRATEGY, SAID, Assessment, Engagement
from .duplicates import Merged, NotTheSame, current_party, merged_into
from .parties import Party
from .roles import Role, RoleAssignment
from .service import Recipient, SpeaksFor
from .stakeholders import Representation, Stakeholder
from .team import DeclinedProvider, TeamMember

__all__ = [
    "LOW_TO_HIGH",
    "MOST_NOTES",
    "MOST_STRATEGY",
    "SAID",
    "Assessment",
    "DeclinedProvider",
    "Engagement",
    "Merged",
    "NotTheSame",
    "Party",
    "Recipient",
    "Representation",
    "Role",
    "RoleAssignment",
    "SpeaksFor",
    "Stakeholder",
    "TeamMember",
    "current_party",
    "merged_into",
]
