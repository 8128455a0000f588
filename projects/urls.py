"""The addresses of this app, each one line."""

from django.urls import path

from . import views

urlpatterns = [
    path("projects/", views.project_list, name="projects"),
    path("projects/new/", views.project_new, name="project-new"),
    path("projects/<key:key>/edit/", views.project_edit, name="project-edit"),
    path(
        "projects/<key:key>/stage/<slug:verb>/",
        views.project_stage,
        name="project-stage",
    ),
    path("projects/<key:key>/status/", views.project_status, name="project-status"),
    path("projects/<key:key>/changes/<id:pk>/undo/", views.batch_undo, name="batch-undo"),
    path("projects/<key:key>/changes/<id:pk>/undo/progress/", views.batch_undo_progress, name="batch-undo-progress"),
    path("projects/<key:key>/goals/", views.goal_list, name="goals"),
    path("projects/<key:key>/goals/new/", views.goal_new, name="goal-new"),
    path("projects/<key:key>/goals/<id:number>/", views.goal_detail, name="goal"),
    path("projects/<key:key>/goals/<id:number>/edit/", views.goal_edit, name="goal-edit"),
    path("projects/<key:key>/goals/<id:number>/move/", views.goal_move, name="goal-move"),
    path(
        "projects/<key:key>/goals/<id:number>/delete/",
        views.goal_delete,
        name="goal-delete",
    ),
    path("organisational-goals/<id:pk>/", views.organisational_goal, name="organisational-goal"),
]
