"""What can be asked of the lists, in their query strings. What makes no sense there is left aside."""

from django import forms
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from customers.models import Party, Role, Stakeholder
from registry.forms import Form

from .fields import pk_of

SIDES = [("", "Internal and external"), ("internal", "Internal"), ("external", "External")]


class FilterForm(Form):
    """Filters of a list. Subclasses narrow a queryset by `given`: the values that make sense."""

    q = forms.CharField(max_length=200, required=False, widget=forms.TextInput({"type": "search"}))

    # The orders one can ask for: word in the address -> fields, the last one unique and none of them null.
    orders = {}
    labels = {}

    def __init__(self, data):
        super().__init__(data)
        self.fields["role"].offer(Role.objects.all())
        self.is_valid()
        self.fields["q"].widget.attrs["autocomplete"] = "off"

    @property
    def given(self):
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def sort(self):
        asked = self.data.get("sort", "")
        return asked if asked in self.orders else next(iter(self.orders))

    @property
    def order(self):
        return self.orders[self.sort]

    def chips(self):
        """The filters in force, each with the address of the list without it."""
        chips = []
        for name, value in self.given.items():
            values = value if isinstance(value, list) else [value]
            chips += [
                {
                    "label": self.labels[name],
                    "value": self.word(name, each),
                    "remove_url": self.address(without=(name, str(getattr(each, "pk", each)))),
                }
                for each in values
            ]
        return chips

    def word(self, name, value):
        if name == "role":
            return value.name
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))

    def address(self, without):
        params = self.data.copy()
        name, value = without
        params.setlist(name, [each for each in params.getlist(name) if each.strip() != value])
        params.pop("after", None)
        return f"?{params.urlencode()}"


class RolePick(forms.MultipleChoiceField):
    """Roles to filter by: check boxes; one that is not known is left aside. One statement serves boxes and answer."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self):
        super().__init__(required=False, label="Role")

    def offer(self, roles):
        self.roles = {str(role.pk): role for role in roles}
        self.choices = [(pk, role.name) for pk, role in self.roles.items()]

    def clean(self, value):
        wanted = set(value or [])
        return [role for pk, role in self.roles.items() if pk in wanted]


class CustomerFilter(FilterForm):
    """The customer list of a project."""

    role = RolePick()
    group = forms.CharField(label="Group", max_length=200, required=False)
    side = forms.ChoiceField(label="Side", choices=SIDES, required=False)
    show = forms.ChoiceField(
        label="Show",
        choices=[("", "Customers"), ("all", "All who take part"), ("others", "Not customers")],
        required=False,
    )

    orders = {
        "name": ["party__name_key", "pk"],
        "-name": ["-party__name_key", "-pk"],
        "group": ["group_key", "party__name_key", "pk"],
        "-group": ["-group_key", "-party__name_key", "-pk"],
    }
    labels = {"q": "Search", "role": "Role", "group": "Group", "side": "Side", "show": "Shown"}

    def narrow(self, stakeholders):
        given = self.given
        if not given.get("show"):
            stakeholders = stakeholders.customers()
        elif given["show"] == "others":
            stakeholders = stakeholders.exclude(pk__in=stakeholders.customers().values("pk"))
        if "q" in given:
            stakeholders = stakeholders.filter(
                Q(party__search_text__words=given["q"]) | Q(party__group__search_text__words=given["q"])
            )
        if "role" in given:
            stakeholders = stakeholders.having_role(pk__in=[role.pk for role in given["role"]])
        if "group" in given:
            groups = Party.objects.groups().similar_to(given["group"]).values("pk")
            stakeholders = stakeholders.filter(Q(party__group__in=groups) | Q(party__in=groups))
        if "side" in given:
            stakeholders = stakeholders.filter(party__is_external=given["side"] == "external")
        return stakeholders

    def sorted(self, stakeholders):
        return stakeholders.annotate(group_key=Coalesce("party__group__name_key", Value("")))


class PartyFilter(FilterForm):
    """The directory."""

    kind = forms.ChoiceField(
        label="Kind", choices=[("", "People and groups"), ("person", "People"), ("group", "Groups")], required=False
    )
    role = RolePick()
    group = forms.CharField(label="Group", max_length=200, required=False)
    side = forms.ChoiceField(label="Side", choices=SIDES, required=False)
    within = forms.CharField(max_length=19, required=False, widget=forms.HiddenInput)

    orders = {"name": ["name_key", "pk"], "-name": ["-name_key", "-pk"]}
    labels = {"q": "Search", "kind": "Kind", "role": "Role", "group": "Group", "side": "Side", "within": "Belongs to"}

    def __init__(self, data, *, user):
        self.user, self.group_within = user, None
        super().__init__(data)

    def clean_within(self):
        """A group by its key, from that group's own page; one the reader may not know of is left aside."""
        pk = pk_of(self.cleaned_data["within"])
        self.group_within = Party.objects.visible_to(self.user).groups().filter(pk=pk).first() if pk else None
        return str(self.group_within.pk) if self.group_within else ""

    def word(self, name, value):
        return str(self.group_within) if name == "within" else super().word(name, value)

    def narrow(self, parties):
        given = self.given
        if "q" in given:
            parties = parties.search(given["q"])
        if "kind" in given:
            parties = parties.filter(kind=given["kind"])
        if "role" in given:
            parts = Stakeholder.objects.visible_to(self.user).filter(party=OuterRef("pk"))
            parties = parties.filter(Exists(parts.having_role(pk__in=[role.pk for role in given["role"]])))
        if "group" in given:
            parties = parties.filter(group__in=Party.objects.groups().similar_to(given["group"]).values("pk"))
        if "within" in given:
            parties = parties.filter(group=self.group_within)
        if "side" in given:
            parties = parties.filter(is_external=given["side"] == "external")
        return parties
