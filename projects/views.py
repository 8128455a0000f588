from django.http import Http404


def project_list(request, **kwargs):
    raise Http404("Not built yet.")


def project_new(request, **kwargs):
    raise Http404("Not built yet.")


def project_edit(request, **kwargs):
    raise Http404("Not built yet.")


def project_stage(request, **kwargs):
    raise Http404("Not built yet.")


def goal_list(request, **kwargs):
    raise Http404("Not built yet.")


def goal_new(request, **kwargs):
    raise Http404("Not built yet.")


def goal_detail(request, **kwargs):
    raise Http404("Not built yet.")


def goal_edit(request, **kwargs):
    raise Http404("Not built yet.")


def goal_move(request, **kwargs):
    raise Http404("Not built yet.")


def goal_delete(request, **kwargs):
    raise Http404("Not built yet.")
