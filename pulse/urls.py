"""The addresses of this app, each one line."""

urlpatterns = []
