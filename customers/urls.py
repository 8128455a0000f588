"""The addresses of this app, each one line."""

from django.urls import path

from . import views

CUSTOMERS = "projects/<key:key>/customers"

urlpatterns = [
    path(f"{CUSTOMERS}/", views.customer_list, name="customers"),
    path(f"{CUSTOMERS}/log/", views.customer_log, name="customer-log"),
    path(f"{CUSTOMERS}/known/", views.known, name="customer-known"),
    path(f"{CUSTOMERS}/assess/", views.assess_all, name="customer-assess-all"),
    path(f"{CUSTOMERS}/grid/", views.customer_grid, name="customer-grid"),
    path(f"{CUSTOMERS}/engagement/", views.customer_engagement, name="customer-engagement"),
    path(f"{CUSTOMERS}/<id:pk>/", views.customer_detail, name="customer"),
    path(f"{CUSTOMERS}/<id:pk>/edit/", views.customer_edit, name="customer-edit"),
    path(f"{CUSTOMERS}/<id:pk>/roles/", views.customer_roles, name="customer-roles"),
    path(f"{CUSTOMERS}/<id:pk>/representative/", views.customer_representative, name="customer-representative"),
    path(f"{CUSTOMERS}/<id:pk>/assess/", views.customer_assess, name="customer-assess"),
    path(f"{CUSTOMERS}/<id:pk>/remove/", views.customer_remove, name="customer-remove"),
    path("projects/<key:key>/sponsor/", views.hand_over, name="hand-over"),
    path("people/", views.directory, name="directory"),
    path("people/new/", views.party_new, name="party-new"),
    path("people/known/", views.known_anywhere, name="party-known"),
    path("people/groups/", views.known_groups, name="known-groups"),
    path("people/<id:pk>/", views.party_detail, name="party"),
    path("people/<id:pk>/edit/", views.party_edit, name="party-edit"),
]
