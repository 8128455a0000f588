"""The addresses of this app, each one line."""

from django.urls import path

from . import views

IMPORT = "projects/<key:key>/customers/import"

urlpatterns = [
    path(f"{IMPORT}/", views.bring, name="import"),
    path(f"{IMPORT}/<id:pk>/", views.columns, name="import-columns"),
    path(f"{IMPORT}/<id:pk>/rows/", views.rows, name="import-rows"),
    path(f"{IMPORT}/<id:pk>/progress/", views.progress, name="import-progress"),
    path(f"{IMPORT}/<id:pk>/rejected/", views.rejected, name="import-rejected"),
    path(f"{IMPORT}/<id:pk>/throw-away/", views.throw_away, name="import-throw-away"),
    path("projects/<key:key>/export/", views.export_page, name="export"),
    path("projects/<key:key>/export/<slug:name>/", views.export_file, name="export-file"),
]
