"""The files that a project goes out in: what each is for, and who may see what is inside."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from . import register, vocabularies


class Judgement(Enum):
    """How much of a file is judgement of people; the values say so to those who may see it."""

    NONE = ""
    SOME = "With judgement of people: do not pass it on to them."
    ALL = "Judgement of people throughout: for the project's managers and administrators alone."


@dataclass(frozen=True)
class File:
    """`name` stands in its address and in its file's name; `tables(project, user)` gives its tables, one for CSV."""

    name: str
    title: str
    purpose: str
    judgement: Judgement
    tables: Callable
    formats: tuple = ("xlsx", "csv")


FILES = [
    File(
        "register",
        "The whole register",
        "Project, goals, customers, what they value, deliverables, team, decisions and baselines, each on a sheet: to "
        "hand the project over, to keep it, or to work on it elsewhere.",
        Judgement.SOME,
        register.register_tables,
        formats=("xlsx",),
    ),
    File(
        "customers",
        "Customers",
        "All who take part, with roles, organisation, contact and who looks after them: to correct in a spreadsheet "
        "and import again.",
        Judgement.SOME,
        lambda project, user: [register.customer_table(project, user)],
    ),
    File(
        "stakeholder-register",
        "Stakeholder register (PMBOK)",
        "Who they are, what they require and expect, and how they are classified: for those who work by the PMBOK "
        "Guide. Can be imported again.",
        Judgement.SOME,
        vocabularies.pmbok_register,
    ),
    File(
        "engagement-matrix",
        "Stakeholder engagement assessment matrix (PMBOK)",
        "C marks where each stands now, D where they are wanted, from unaware to leading.",
        Judgement.ALL,
        vocabularies.engagement_matrix,
    ),
    File(
        "communication",
        "Communication table (PRINCE2)",
        "Who is told what, by what means, how often and by whom: for the communication management approach.",
        Judgement.NONE,
        vocabularies.communication_table,
    ),
    File(
        "stakeholder-matrix",
        "Project stakeholder matrix (PM2)",
        "Everybody with a role, the team and the managers included, with their role in PM2 and how to reach them.",
        Judgement.SOME,
        vocabularies.stakeholder_matrix,
    ),
]


def files_for(project):
    """The files that the reader of this project (from `open_project`) may have."""
    return [file for file in FILES if project.can["see_judgement"] or file.judgement is not Judgement.ALL]
