"""The addresses of this app, each one line."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.my_work, name="my-work"),
    path("projects/<key:key>/", views.project_overview, name="project"),
    path("projects/<key:key>/customers/<id:pk>/missing/", views.customer_readiness, name="customer-readiness"),
    path("projects/<key:key>/history/", views.project_history, name="project-history"),
    path("projects/<key:key>/since/", views.project_since, name="project-since"),
    path("calendar/<str:secret>.ics", views.calendar_feed, name="calendar-feed"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
]
