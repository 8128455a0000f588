"""The addresses of this app, each one line."""

from django.urls import path

from . import views

urlpatterns = [
    path("projects/<key:key>/customers/", views.customer_list, name="customers"),
    path("projects/<key:key>/customers/log/", views.customer_log, name="customer-log"),
    path("projects/<key:key>/customers/known/", views.known, name="customer-known"),
    path(
        "projects/<key:key>/customers/<id:pk>/", views.customer_detail, name="customer"
    ),
    path(
        "projects/<key:key>/customers/<id:pk>/edit/",
        views.customer_edit,
        name="customer-edit",
    ),
    path(
        "projects/<key:key>/customers/<id:pk>/roles/",
        views.customer_roles,
        name="customer-roles",
    ),
    path(
        "projects/<key:key>/customers/<id:pk>/representative/",
        views.customer_representative,
        name="customer-representative",
    ),
    path(
        "projects/<key:key>/customers/<id:pk>/remove/",
        views.customer_remove,
        name="customer-remove",
    ),
    path("projects/<key:key>/sponsor/", views.hand_over, name="hand-over"),
    path("people/", views.directory, name="directory"),
    path("people/new/", views.party_new, name="party-new"),
    path("people/<id:pk>/", views.party_detail, name="party"),
    path("people/<id:pk>/edit/", views.party_edit, name="party-edit"),
]
