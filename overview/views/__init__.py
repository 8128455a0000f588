from .calendar import calendar_feed
from .customer import customer_readiness
from .help import help_page
from .project import project_history, project_overview
from .search import search
from .since import project_since
from .work import my_work

__all__ = [
    "calendar_feed",
    "customer_readiness",
    "help_page",
    "my_work",
    "project_history",
    "project_overview",
    "project_since",
    "search",
]
