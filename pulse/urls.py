"""The addresses of this app, each one line."""

from django.urls import path

from . import views

PULSE = "projects/<key:key>/pulse"
ROUND = f"{PULSE}/rounds/<id:number>"
PROMISES = "projects/<key:key>/promises"

urlpatterns = [
    path(f"{PULSE}/", views.pulse_overview, name="pulse"),
    path(f"{PULSE}/rhythm/", views.pulse_rhythm, name="pulse-rhythm"),
    path(f"{PULSE}/criteria/", views.pulse_criteria, name="pulse-criteria"),
    path(f"{PULSE}/allies/", views.pulse_allies, name="pulse-allies"),
    path(f"{PULSE}/customers/<id:pk>/", views.customer_pulse, name="customer-pulse"),
    path(f"{PULSE}/rounds/open/", views.round_open, name="pulse-open"),
    path(f"{ROUND}/", views.round_detail, name="pulse-round"),
    path(f"{ROUND}/ask/", views.round_ask, name="pulse-ask"),
    path(f"{ROUND}/ask/<id:pk>/", views.round_row, name="pulse-row"),
    path(f"{ROUND}/links/", views.round_links, name="pulse-links"),
    path(f"{ROUND}/answers/<id:pk>/", views.answer_alone, name="pulse-answer"),
    path(f"{ROUND}/close/", views.round_close, name="pulse-close"),
    path(f"{ROUND}/reopen/", views.round_reopen, name="pulse-reopen"),
    path(f"{ROUND}/take-back/", views.round_take_back, name="pulse-take-back"),
    path(f"{PROMISES}/", views.promise_list, name="promises"),
    path(f"{PROMISES}/new/", views.promise_new, name="promise-new"),
    path(f"{PROMISES}/<id:pk>/", views.promise_detail, name="promise"),
    path(f"{PROMISES}/<id:pk>/edit/", views.promise_edit, name="promise-edit"),
    path(f"{PROMISES}/<id:pk>/tell/", views.promise_tell, name="promise-tell"),
    path(f"{PROMISES}/<id:pk>/do/<slug:verb>/", views.promise_do, name="promise-do"),
    path("l/<str:token>/", views.personal, name="personal"),
    path("l/<str:token>/mail/", views.personal_mail, name="personal-mail"),
]
