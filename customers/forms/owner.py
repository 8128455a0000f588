"""Who of the team looks after a customer: typed by name, chosen among the project's team and its managers."""

from collections import Counter

from django import forms

from accounts.models import User
from customers.models import Party, TeamMember
from registry.search import fold

MOST_NAMED = 8


class OwnerField(forms.ModelChoiceField):
    """A member of the project's team today; or a manager of it, who joins by being chosen (`actions.save_part`).

    A manager who is not on the team yet comes out as a TeamMember that is not saved. Whoever is the owner already can
    stay, on the team or not.
    """

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(queryset=TeamMember.objects.none(), **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "list": "team"})
        self.found, self.offered = {}, []

    def offer(self, project, present=None):
        """Take those who may be chosen in this project; `present` is the owner now."""
        self.queryset = TeamMember.objects.filter(project=project.pk).select_related("person__group")
        members = list(self.queryset.current().order_by("person__name_key", "pk"))
        self.offered = members + joining(project, members)
        known = self.offered if present is None or present in members else [*self.offered, present]
        names = Counter(fold(str(member)) for member in known)
        self.found = {}
        for member in known:
            label = str(member) if names[fold(str(member))] == 1 else f"{member} ({told_apart(member)})"
            self.found[label] = member

    @property
    def options(self):
        """[(what is typed, what is said beside it)] for a <datalist>."""
        return [
            (label, member.discipline or ("" if member.pk else "manages the project"))
            for label, member in self.found.items()
            if member in self.offered
        ]

    def prepare_value(self, value):
        if isinstance(value, int):
            value = next((label for label, member in self.found.items() if member.pk == value), "")
        return "" if value is None else str(value)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        typed = fold(value)
        named = [
            member
            for label, member in self.found.items()
            if typed and typed in (fold(label), fold(str(member)), fold(member.person.email))
        ]
        if len(named) == 1:
            return named[0]
        labels = list(self.found)
        if named:
            alike = ", ".join(label for label in labels if self.found[label] in named)
            raise forms.ValidationError(f"Several people of the team are called {value}. Type one of: {alike}.")
        if not labels:
            raise forms.ValidationError("Nobody is on the team yet. Put somebody on it first, on the page Team.")
        more = "" if len(labels) <= MOST_NAMED else f", and {len(labels) - MOST_NAMED} more"
        raise forms.ValidationError(
            f"Nobody in the team is called that. Choose one of: {', '.join(labels[:MOST_NAMED])}{more}."
        )


def joining(project, members):
    """The managers who are not on the team yet, as members not saved."""
    there = {member.person.user_id for member in members}
    managers = User.objects.filter(managed_projects=project.pk, is_active=True).select_related("party")
    found = []
    for user in managers.order_by("name", "pk"):
        if user.pk not in there:
            person = getattr(user, "party", None) or Party(name=str(user), email=user.email, user=user)
            found.append(TeamMember(project=project, person=person))
    return found


def told_apart(member):
    person = member.person
    return member.discipline or (person.group and person.group.name) or person.email or f"number {member.pk}"
