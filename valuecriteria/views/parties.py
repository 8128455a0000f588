"""What a person, or a group with everybody in it, values in every project that the reader may see."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.models.trees import tree_of
from customers.party_views import open_party
from registry.export import asked, exported
from registry.paging import capped_count, keyset_page

from ..models import ValueCriterion
from ..tables import party_table

ORDER = [
    "stakeholder__project__name_key",
    "stakeholder__project__pk",
    "stakeholder__party__name_key",
    "stakeholder__pk",
    "number",
    "pk",
]


@require_safe
def party_value(request, pk):
    context = open_party(request, pk, "What they value")
    party = context["party"]
    theirs = Q(stakeholder__party=party.pk) | Q(stakeholder__party__group__in=tree_of(party))
    criteria = ValueCriterion.objects.visible_to(request.user).live().filter(theirs)
    rows = criteria.with_facts().select_related("stakeholder__party__group", "stakeholder__project", "current_revision")
    if word := asked(request):
        return exported(word, "what-they-value", party_table(rows, ORDER))
    context |= {
        "page": keyset_page(rows, ORDER, request.GET.get("after", "")),
        "count": capped_count(criteria),
    }
    return render(request, "valuecriteria/party.html", context)
