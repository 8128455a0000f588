"""Pages about projects and their goals. Who may open a project's page, and with what, is frame.open_project."""

from .goals import goal_delete, goal_detail, goal_edit, goal_list, goal_move, goal_new
from .projects import project_edit, project_list, project_new, project_stage, project_status
from .purposes import organisational_goal
from .undo import batch_undo, batch_undo_progress

__all__ = [
    "batch_undo",
    "batch_undo_progress",
    "goal_delete",
    "goal_detail",
    "goal_edit",
    "goal_list",
    "goal_move",
    "goal_new",
    "organisational_goal",
    "project_edit",
    "project_list",
    "project_new",
    "project_stage",
    "project_status",
]
