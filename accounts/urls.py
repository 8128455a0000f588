"""The addresses of this app, each one line; signing in is allauth's."""

from django.urls import path

from . import views

urlpatterns = [
    path("mail/", views.mail_choice, name="mail-choice"),
    path("calendar/", views.calendar, name="calendar"),
]
