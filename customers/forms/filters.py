"""What can be asked of the lists, in their query strings. What makes no sense there is left aside."""

from datetime import timedelta
from functools import cached_property

from django import forms
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from customers import listed
from customers.models import Assessment, Engagement, Party, Role, RoleAssignment, Stakeholder
from customers.models.parties import found_by, found_by_name
from projects.models import Project
from registry.forms import Form
from registry.paging import read_cursor

from .fields import pk_of

SIDES = [("", "Internal and external"), ("internal", "Internal"), ("external", "External")]
FEW_HOLDERS = 10_000  # of one role


class FilterForm(Form):
    """Filters of a list. Subclasses narrow a queryset by `given`: the values that make sense."""

    q = forms.CharField(max_length=200, required=False, widget=forms.TextInput({"type": "search"}))

    # The orders one can ask for: word in the address -> fields, the last one unique and none of them null.
    orders = {}
    labels = {}

    def __init__(self, data):
        super().__init__(data)
        self.fields["role"].offer(Role.objects.all())
        self.leave_out()
        self.is_valid()
        self.fields["q"].widget.attrs["autocomplete"] = "off"

    def leave_out(self):
        """Take away what this reader may not ask, before anything is read."""

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
        several = isinstance(self.given[name], list)
        params.setlist(name, [each for each in params.getlist(name) if several and each.strip() != value])
        params.pop("after", None)
        return f"?{params.urlencode()}"


class RolePick(forms.MultipleChoiceField):
    """Roles to filter by: check boxes; one that is not known is left aside. One statement serves boxes and answer."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self):
        super().__init__(required=False, label="Role")

    def offer(self, roles):
        """Take these, which are fetched when somebody asks: a page without the boxes may do without."""
        self.__dict__.pop("roles", None)
        self.queryset, self.choices = roles, lambda: [(pk, role.name) for pk, role in self.roles.items()]

    @cached_property
    def roles(self):
        return {str(role.pk): role for role in self.queryset}

    def clean(self, value):
        wanted = set(value or [])
        return [role for pk, role in self.roles.items() if pk in wanted] if wanted else []


class CustomerFilter(FilterForm):
    """The customer list of a project, as one reader may ask it: what they may not see cannot be asked either.

    `criteria` and `silent` are for those who may see what customers value, `engagement` for those who may see
    judgement. For others these filters, and the orders that would tell the same, do not exist: they change no row and
    no count.
    """

    role = RolePick()
    group = forms.CharField(label="Group", max_length=200, required=False)
    side = forms.ChoiceField(label="Internal or external", choices=SIDES, required=False)
    criteria = forms.ChoiceField(label="Criteria", required=False)
    silent = forms.IntegerField(
        label="Not heard for more than so many days", min_value=1, max_value=9999, required=False
    )
    engagement = forms.ChoiceField(
        label="Engagement now",
        choices=[("", "Any"), *Engagement.choices, ("none", "Not assessed")],
        required=False,
    )
    show = forms.ChoiceField(
        label="Show",
        choices=[("", "Customers"), ("all", "All who take part"), ("others", "Not customers")],
        required=False,
    )

    names = {
        "name": ["party__name_key", "pk"],
        "-name": ["-party__name_key", "-pk"],
        "group": ["group_key", "party__name_key", "pk"],
        "-group": ["-group_key", "-party__name_key", "-pk"],
    }
    by_value = {
        "criteria": ["criteria_number", "party__name_key", "pk"],
        "-criteria": ["-criteria_number", "-party__name_key", "-pk"],
        "heard": ["heard_on", "party__name_key", "pk"],
        "-heard": ["-heard_on", "-party__name_key", "-pk"],
    }
    labels = {
        "q": "Search",
        "role": "Role",
        "group": "Group",
        "side": "Side",
        "criteria": "Criteria",
        "silent": "Not heard for",
        "engagement": "Engagement",
        "show": "Shown",
    }
    words = {
        "name": "by name",
        "group": "by group",
        "criteria": "fewest criteria first",
        "-criteria": "most criteria first",
        "heard": "longest unheard first",
        "-heard": "last heard first",
    }

    def __init__(self, data, *, project):
        self.project = project
        self.orders = {**self.names, **self.by_value} if project.can["see_value"] else self.names
        super().__init__(data)

    def leave_out(self):
        if self.project.can["see_value"]:
            choices = [(word, choice.word) for word, choice in listed.CHOICES.items()]
            self.fields["criteria"].choices = [("", "Any"), *choices]
        else:
            del self.fields["criteria"], self.fields["silent"]
        if not self.project.can["see_judgement"]:
            del self.fields["engagement"]

    @property
    def in_words(self):
        """How the list is sorted."""
        return self.words.get(self.sort) or self.words[self.sort.removeprefix("-")]

    def word(self, name, value):
        if name == "silent":
            return f"more than {value} day{'' if value == 1 else 's'}"
        return super().word(name, value)

    def found(self):
        """The parts in the project that match, in no order."""
        return self.narrow(Stakeholder.objects.filter(project=self.project.pk))

    def narrow(self, stakeholders):
        given = self.given
        if not given.get("show"):
            stakeholders = stakeholders.customers()
        elif given["show"] == "others":
            stakeholders = stakeholders.exclude(pk__in=stakeholders.customers().values("pk"))
        if "q" in given:
            # By e-mail address and telephone, too, for those who may see them.
            match = found_by if self.project.can["see_judgement"] else found_by_name
            stakeholders = stakeholders.filter(match(given["q"], "party__") | match(given["q"], "party__group__"))
        if "role" in given:
            stakeholders = stakeholders.having_role(pk__in=[role.pk for role in given["role"]])
        if "group" in given:
            groups = Party.objects.groups().similar_to(given["group"])
            inside = Party.objects.below(groups).values("pk")
            stakeholders = stakeholders.filter(Q(party__in=inside) | Q(party__in=groups.values("pk")))
        if "side" in given:
            stakeholders = stakeholders.filter(party__is_external=given["side"] == "external")
        if "criteria" in given:
            stakeholders = listed.CHOICES[given["criteria"]].narrow(stakeholders)
        if "silent" in given:
            last = timezone.localdate() - timedelta(days=given["silent"])
            stakeholders = stakeholders.alias(last_heard=listed.COLUMNS["heard_on"]()).filter(last_heard__lt=last)
        if "engagement" in given:
            stakeholders = engaged(stakeholders, given["engagement"])
        return stakeholders

    def sorted(self, stakeholders):
        """With the columns that the order needs."""
        known = {"group_key": lambda: Coalesce("party__group__name_key", Value("")), **listed.COLUMNS}
        needed = {name.removeprefix("-") for name in self.order} & set(known)
        return stakeholders.annotate(**{name: known[name]() for name in needed})

    def beside(self, stakeholders):
        """Each with the customers before and after it in this list (`with_neighbours`)."""
        return self.sorted(stakeholders).with_neighbours(self.sorted(self.found()), self.order)

    @property
    def query(self):
        """This list's own query string, "" for the list as it opens: for links to a customer, and back."""
        asked = QueryDict(mutable=True)
        for name, value in self.given.items():
            values = value if isinstance(value, list) else [value]
            asked.setlist(name, [str(getattr(each, "pk", each)) for each in values])
        if self.sort != next(iter(self.orders)):
            asked["sort"] = self.sort
        if read_cursor(self.data.get("after", ""), self.order)[1]:
            asked["after"] = self.data["after"]
        return f"?{asked.urlencode()}" if asked else ""


def engaged(stakeholders, word):
    """Those whose newest assessment says so; "none": those of whom none says anything."""
    newest = Assessment.objects.newest().exclude(engagement_now="").filter(stakeholder=OuterRef("pk"))
    if word == "none":
        return stakeholders.exclude(Exists(newest))
    return stakeholders.filter(Exists(newest.filter(engagement_now=word)))


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

    def leave_out(self):
        """With a role in question, the statement that fetches the roles says of it whether many hold it."""
        asked = [pk for pk in map(pk_of, self.data.getlist("role")) if pk]
        if asked:
            beyond = self.held().filter(role=OuterRef("pk"))[FEW_HOLDERS : FEW_HOLDERS + 1]
            is_common = Case(When(pk__in=asked, then=Exists(beyond)), default=Value(False))
            self.fields["role"].offer(Role.objects.annotate(is_common=is_common))

    def held(self):
        """The roles held today, in projects that the reader may see."""
        return RoleAssignment.objects.current().filter(project__in=Project.objects.known_to(self.user).values("pk"))

    def holding(self, parties, roles):
        """Those with one of these roles. A few holders are listed, and looked up. Where many hold one, a page and a
        capped count are soon full by asking one party after the other; listing 60,000 would be most of the time.
        """
        held = self.held().filter(role__in=[role.pk for role in roles])
        if any(role.is_common for role in roles):
            return parties.filter(Exists(held.filter(stakeholder__party=OuterRef("pk"))))
        return parties.filter(pk__in=held.values("stakeholder__party"))

    def word(self, name, value):
        return str(self.group_within) if name == "within" else super().word(name, value)

    def narrow(self, parties):
        given = self.given
        if "q" in given:
            parties = parties.search(given["q"])
        if "kind" in given:
            parties = parties.filter(kind=given["kind"])
        if "role" in given:
            parties = self.holding(parties, given["role"])
        if "group" in given:
            parties = parties.below(Party.objects.groups().similar_to(given["group"]))
        if "within" in given:
            parties = parties.below(self.group_within)
        if "side" in given:
            parties = parties.filter(is_external=given["side"] == "external")
        return parties
