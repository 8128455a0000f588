"""Why somebody is a customer of a project, in half a sentence; and, of those who are not, why not.

Written once for every page that says it. Works on a stakeholder's `held` roles (those in force today) and on how many
people they provide (`people_provided`, from the secondments of today): `Stakeholder.objects.with_roles()` brings both,
for a whole page in one statement.
"""


def is_customer(stakeholder):
    """The same rule as StakeholderQuerySet.customers(), for one that is here already."""
    return stakeholder.is_declared_customer or bool(counting(stakeholder))


def counting(stakeholder):
    """The roles in force that make somebody a customer."""
    return [assignment for assignment in stakeholder.held if assignment.role.counts_as_customer]


def reason(stakeholder):
    """ "Pays from the sales budget", "Sponsor, provides 2 people", "Declared: ...", "Not a customer: supplier"."""
    if stakeholder.is_declared_customer and not counting(stakeholder):
        return f"Declared: {stakeholder.why}"
    if stakeholder.why and is_customer(stakeholder):
        return stakeholder.why
    return reason_from_roles(stakeholder)


def reason_from_roles(stakeholder):
    """The same without what was typed about them: for readers who may see names and roles only."""
    if counting(stakeholder):
        words = said(counting(stakeholder), stakeholder.people_provided)
        return words[:1].upper() + words[1:]
    if stakeholder.is_declared_customer:
        return "Declared a customer"
    return f"Not a customer: {said(stakeholder.held, stakeholder.people_provided) or 'no role in force'}"


def said(assignments, people):
    """Roles in words; who provides people is said to, in the place of the bare word for it."""
    names = [named(a) for a in assignments if not (people and a.role.kind == "provider")]
    return ", ".join([*names, provides(people)] if people else names)


def provides(people):
    return f"provides {people} {'person' if people == 1 else 'people'}"


def named(assignment):
    name = within_sentence(assignment.role.name)
    return f"accountable {name}" if assignment.is_accountable else name


def within_sentence(name):
    """ "End user" -> "end user", but "IT partner" stays: capitals that mean something are kept."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
