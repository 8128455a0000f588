from django.http import Http404


def criterion_list(request, **kwargs):
    raise Http404("Not built yet.")


def customer_value(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_new(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_detail(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_edit(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_confirm(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_put_forward(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_outcome(request, **kwargs):
    raise Http404("Not built yet.")


def criterion_align(request, **kwargs):
    raise Http404("Not built yet.")


def goal_align(request, **kwargs):
    raise Http404("Not built yet.")


def alignment(request, **kwargs):
    raise Http404("Not built yet.")


def review_queue(request, **kwargs):
    raise Http404("Not built yet.")


def review(request, **kwargs):
    raise Http404("Not built yet.")
