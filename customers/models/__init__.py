from .parties import Party
from .roles import Role, RoleAssignment
from .stakeholders import Representation, Stakeholder

__all__ = ["Party", "Representation", "Role", "RoleAssignment", "Stakeholder"]
