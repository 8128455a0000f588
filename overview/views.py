from django.http import Http404


def my_work(request, **kwargs):
    raise Http404("Not built yet.")


def project_overview(request, **kwargs):
    raise Http404("Not built yet.")


def project_history(request, **kwargs):
    raise Http404("Not built yet.")


def search(request, **kwargs):
    raise Http404("Not built yet.")


def help_page(request, **kwargs):
    raise Http404("Not built yet.")
