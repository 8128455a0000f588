"""Why somebody is a customer of a project, in half a sentence; and, of those who are not, why not.

Written once for every page that says it. Works on a stakeholder's `held` roles (those in force today), so that
`Stakeholder.objects.with_roles()` answers for a whole page in one statement.
"""


def is_customer(stakeholder):
    """The same rule as StakeholderQuerySet.customers(), for one that is here already."""
    return stakeholder.is_declared_customer or bool(counting(stakeholder))


def counting(stakeholder):
    """The roles in force that make somebody a customer."""
    return [assignment for assignment in stakeholder.held if assignment.role.counts_as_customer]


def reason(stakeholder):
    """ "Pays from the sales budget", "Accountable sponsor, end user", "Declared: ...", "Not a customer: supplier"."""
    if stakeholder.is_declared_customer and not counting(stakeholder):
        return f"Declared: {stakeholder.why}"
    if stakeholder.why and is_customer(stakeholder):
        return stakeholder.why
    return reason_from_roles(stakeholder)


def reason_from_roles(stakeholder):
    """The same without what was typed about them: for readers who may see names and roles only."""
    if counting(stakeholder):
        names = ", ".join(named(assignment) for assignment in counting(stakeholder))
        return names[:1].upper() + names[1:]
    if stakeholder.is_declared_customer:
        return "Declared a customer"
    names = ", ".join(named(assignment) for assignment in stakeholder.held)
    return f"Not a customer: {names or 'no role in force'}"


def named(assignment):
    name = within_sentence(assignment.role.name)
    return f"accountable {name}" if assignment.is_accountable else name


def within_sentence(name):
    """ "End user" -> "end user", but "IT partner" stays: capitals that mean something are kept."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
