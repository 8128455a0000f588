"""All addresses: each app's own, sign-in, the admin behind the same door, and health."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from . import views

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Customer register"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("projects.urls")),
    path("", include("customers.urls")),
    path("", include("valuecriteria.urls")),
    path("", include("pulse.urls")),
    path("", include("exchange.urls")),
    path("", include("overview.urls")),
]

handler500 = "config.views.server_error"
