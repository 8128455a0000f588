from django.http import Http404


def customer_list(request, **kwargs):
    raise Http404("Not built yet.")


def customer_log(request, **kwargs):
    raise Http404("Not built yet.")


def known(request, **kwargs):
    raise Http404("Not built yet.")


def customer_detail(request, **kwargs):
    raise Http404("Not built yet.")


def customer_edit(request, **kwargs):
    raise Http404("Not built yet.")


def customer_roles(request, **kwargs):
    raise Http404("Not built yet.")


def customer_representative(request, **kwargs):
    raise Http404("Not built yet.")


def customer_remove(request, **kwargs):
    raise Http404("Not built yet.")


def hand_over(request, **kwargs):
    raise Http404("Not built yet.")


def directory(request, **kwargs):
    raise Http404("Not built yet.")


def party_new(request, **kwargs):
    raise Http404("Not built yet.")


def party_detail(request, **kwargs):
    raise Http404("Not built yet.")


def party_edit(request, **kwargs):
    raise Http404("Not built yet.")
