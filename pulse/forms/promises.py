"""Promises: what, who, by when; telling the customer once they are done."""

from django import forms
from django.db.models import Q

from accounts.models import User
from customers.models import Stakeholder, TeamMember
from projects.models import Project
from pulse import actions
from pulse.models import Answer, Promise
from pulse.models.promises import MOST_TOLD
from registry.forms import EntryForm, Form, VersionForm, form_field
from registry.search import fold
from valuecriteria.models import Review, ValueCriterion

MOST_OFFERED = 200


class PromiseForm(EntryForm):
    """What was promised, by whom, until when. Who signs in is linked by name; any other name is kept as typed."""

    customer = forms.CharField(
        label="For which customer",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "customers", "autocomplete": "off"}),
        help_text="Start typing a name.",
    )
    by_whom = forms.CharField(
        label="Who does it",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        help_text="Whoever signs in finds it under My work.",
    )
    field_order = ["customer", "what", "by_whom", "due_on"]

    class Meta:
        model = Promise
        fields = ["what", "due_on"]
        formfield_callback = form_field

    def __init__(self, *args, project, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.project, self.user = project, user
        # Whoever does it already may go on doing so, after leaving the team too.
        owner = [self.instance.owner] if self.instance.owner_id else []
        self.users = {fold(each.name): each for each in [*people_of(project), *owner]}
        self.fields["by_whom"].initial = self.instance.by_whom or user.name
        self.fields["what"].widget = forms.Textarea(attrs={"rows": 2, "class": "form-control", "dir": "auto"})
        if self.instance._state.adding:
            first = "what" if self.instance.stakeholder_id else "customer"
            self.fields[first].widget.attrs["autofocus"] = True
        self.customers = {}
        if self.instance.stakeholder_id:
            del self.fields["customer"]
        else:
            customers = Stakeholder.objects.filter(project=project.pk).customers().select_related("party")
            self.customers = {str(each): each for each in customers.order_by("party__name_key")[:MOST_OFFERED]}

    @property
    def people(self):
        return sorted(user.name for user in self.users.values())

    def clean_customer(self):
        typed = fold(self.cleaned_data["customer"])
        customers = Stakeholder.objects.filter(project=self.project.pk, party__name_key=typed).select_related("party")
        found = list(customers[:2])
        if len(found) != 1:
            many = "Several here are called that: promise it from the customer's own page."
            raise forms.ValidationError(many if found else "Nobody in this project is called that.")
        return found[0]

    def clean(self):
        super().clean()
        if "customer" in self.cleaned_data:
            self.instance.stakeholder = self.cleaned_data["customer"]
        typed = self.cleaned_data.get("by_whom", "")
        owner = self.users.get(fold(typed))
        self.instance.owner, self.instance.who = owner, "" if owner else typed
        return self.cleaned_data

    def _get_validation_exclusions(self):
        # Who does it comes from a field of another name; the database's rule about it is asked by the action.
        return super()._get_validation_exclusions() | {"owner", "who", "stakeholder"}

    def save(self, *, by):
        if self.instance._state.adding:
            made = self.instance
            names = ("stakeholder", "what", "due_on", "owner", "who", "answer", "review", "criterion")
            self.instance = actions.promise(by=by, **{name: getattr(made, name) for name in names})
        else:
            self.instance.version = self.cleaned_data["version"]
            actions.edit_promise(promise=self.instance, by=by)
        return self.instance


def people_of(project):
    """Who may be asked to do something: the managers of a project, and whoever of its team of today signs in."""
    managers = Project.managers.through.objects.filter(project=project.pk).values("user")
    team = TeamMember.objects.not_left().filter(project=project.pk).values("person__user")
    return User.objects.filter(Q(pk__in=managers) | Q(pk__in=team), is_active=True).order_by("name", "pk")


class SourceAsked(Form):
    """What a new promise comes from, in the address: a customer, an answer, a review, a criterion, by their keys."""

    customer = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    answer = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    review = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    criterion = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def source_in(self, project):
        """The facts for a new promise, as far as they are of this project and fit each other; the rest is left out."""
        self.is_valid()
        asked = self.cleaned_data
        found = {}
        if asked.get("answer"):
            answers = Answer.objects.select_related("stakeholder__party", "round")
            found["answer"] = answers.filter(pk=asked["answer"], stakeholder__project=project.pk).first()
        elif asked.get("review"):
            reviews = Review.objects.select_related("revision__criterion__stakeholder__party")
            review = reviews.filter(pk=asked["review"], revision__criterion__stakeholder__project=project.pk).first()
            found["review"] = review
            found["criterion"] = review and review.revision.criterion
        if asked.get("criterion"):
            criteria = ValueCriterion.objects.select_related("stakeholder__party", "current_revision")
            found["criterion"] = criteria.filter(pk=asked["criterion"], stakeholder__project=project.pk).first()
            if not asked.get("answer") and not asked.get("review"):
                found["review"] = asks_of(found["criterion"])
        if asked.get("customer"):
            customers = Stakeholder.objects.filter(project=project.pk).select_related("party")
            found["stakeholder"] = customers.filter(pk=asked["customer"]).first()
        found = {name: row for name, row in found.items() if row}
        for name in ("criterion", "answer"):
            if name in found:
                found.setdefault("stakeholder", found[name].stakeholder)
        customer = found.get("stakeholder")
        for name in ("criterion", "answer"):
            if name in found and found[name].stakeholder_id != customer.pk:
                del found[name]
                found.pop("review", None)
        return found


def asks_of(criterion):
    """The sponsor's last decision on the words of today, if it asks for a change: a promise comes from it then."""
    if criterion is None:
        return None
    last = Review.objects.filter(revision=criterion.current_revision_id).order_by("-pk").first()
    return last if last and last.decision == Review.Decision.ASK else None


class TellForm(VersionForm):
    """What the customer is told, word for word."""

    text = forms.CharField(
        label="What they are told",
        max_length=MOST_TOLD,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Send or say it; then note here that you did.",
    )

    stale, theirs = False, ()

    def mark_stale(self, entry):
        self.stale = True
        self.add_error(
            None, "Somebody changed this promise after you opened it. Look at it again before you tell them."
        )


class PromiseFilter(Form):
    """Which promises the list shows, by where they stand."""

    SHOW = [
        ("", "All"),
        ("open", "Open"),
        ("overdue", "Overdue"),
        ("done", "Done, not told"),
        ("told", "Told"),
    ]
    show = forms.ChoiceField(choices=SHOW, required=False)

    @property
    def asked(self):
        return self.cleaned_data["show"] if self.is_valid() else ""

    def narrowed(self, promises):
        ways = {
            "open": promises.open,
            "overdue": promises.overdue,
            "done": promises.untold,
            "told": promises.told,
        }
        return ways.get(self.asked, promises.all)()
