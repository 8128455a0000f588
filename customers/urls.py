"""The addresses of this app, each one line."""

from django.urls import path

from . import views

CUSTOMERS = "projects/<key:key>/customers"
TEAM = "projects/<key:key>/team"
DELIVERABLES = "projects/<key:key>/deliverables"

urlpatterns = [
    path(f"{CUSTOMERS}/", views.customer_list, name="customers"),
    path(f"{CUSTOMERS}/log/", views.customer_log, name="customer-log"),
    path(f"{CUSTOMERS}/copy/", views.customer_copy, name="customer-copy"),
    path(f"{CUSTOMERS}/bulk/", views.customer_bulk, name="customer-bulk"),
    path(f"{CUSTOMERS}/export/", views.customer_export, name="customer-export"),
    path(f"{CUSTOMERS}/known/", views.known, name="customer-known"),
    path(f"{CUSTOMERS}/assess/", views.assess_all, name="customer-assess-all"),
    path(f"{CUSTOMERS}/grid/", views.customer_grid, name="customer-grid"),
    path(f"{CUSTOMERS}/engagement/", views.customer_engagement, name="customer-engagement"),
    path(f"{CUSTOMERS}/<id:pk>/", views.customer_detail, name="customer"),
    path(f"{CUSTOMERS}/<id:pk>/edit/", views.customer_edit, name="customer-edit"),
    path(f"{CUSTOMERS}/<id:pk>/roles/", views.customer_roles, name="customer-roles"),
    path(f"{CUSTOMERS}/<id:pk>/representative/", views.customer_representative, name="customer-representative"),
    path(f"{CUSTOMERS}/<id:pk>/assess/", views.customer_assess, name="customer-assess"),
    path(f"{CUSTOMERS}/<id:pk>/receives/", views.customer_receives, name="customer-receives"),
    path(f"{CUSTOMERS}/<id:pk>/speaks-for/", views.customer_speaks_for, name="customer-speaks-for"),
    path(f"{CUSTOMERS}/<id:pk>/spoken-for/", views.customer_spoken_for, name="customer-spoken-for"),
    path(f"{CUSTOMERS}/<id:pk>/remove/", views.customer_remove, name="customer-remove"),
    path("projects/<key:key>/organisation/", views.organisation, name="organisation"),
    path(f"{CUSTOMERS}/<id:pk>/roles/add/", views.role_add, name="customer-role-add"),
    path(f"{CUSTOMERS}/<id:pk>/representative/add/", views.representative_add, name="customer-representative-add"),
    path("projects/<key:key>/roles/", views.roles_on, name="roles-on"),
    path("projects/<key:key>/roles/<id:pk>/", views.role_edit, name="role-edit"),
    path("projects/<key:key>/roles/<id:pk>/take-back/", views.role_take_back, name="role-take-back"),
    path("projects/<key:key>/representatives/<id:pk>/", views.representative_edit, name="representative-edit"),
    path(
        "projects/<key:key>/representatives/<id:pk>/take-back/",
        views.representative_take_back,
        name="representative-take-back",
    ),
    path("projects/<key:key>/sponsor/", views.hand_over, name="hand-over"),
    path(f"{TEAM}/", views.team_list, name="team"),
    path(f"{TEAM}/new/", views.team_new, name="team-new"),
    path(f"{TEAM}/<id:pk>/edit/", views.team_edit, name="team-edit"),
    path(f"{TEAM}/<id:pk>/end/", views.team_end, name="team-end"),
    path(f"{TEAM}/<id:pk>/remove/", views.team_remove, name="team-remove"),
    path(f"{TEAM}/providers/<id:pk>/", views.team_provider, name="team-provider"),
    path(f"{DELIVERABLES}/", views.deliverable_list, name="deliverables"),
    path(f"{DELIVERABLES}/new/", views.deliverable_new, name="deliverable-new"),
    path(f"{DELIVERABLES}/<id:pk>/", views.deliverable_detail, name="deliverable"),
    path(f"{DELIVERABLES}/<id:pk>/edit/", views.deliverable_edit, name="deliverable-edit"),
    path(f"{DELIVERABLES}/<id:pk>/delete/", views.deliverable_delete, name="deliverable-delete"),
    path("people/", views.directory, name="directory"),
    path("people/new/", views.party_new, name="party-new"),
    path("people/known/", views.known_anywhere, name="party-known"),
    path("people/groups/", views.known_groups, name="known-groups"),
    path("people/names/", views.known_names, name="known-names"),
    path("people/tree/", views.party_tree, name="party-tree"),
    path("people/<id:pk>/", views.party_detail, name="party"),
    path("people/<id:pk>/edit/", views.party_edit, name="party-edit"),
    path("people/<id:pk>/projects/", views.party_projects, name="party-projects"),
    path("people/<id:pk>/history/", views.party_history, name="party-history"),
    path("people/<id:pk>/move/", views.party_move, name="party-move"),
]
