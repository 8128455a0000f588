"""What the lists of this app say when they go out as CSV or Excel: an allow-list of columns each."""

from registry.export import Table, in_chunks

PROJECTS = {
    "Key": lambda project: project.key,
    "Project": lambda project: project.name,
    "Stage": lambda project: project.get_stage_display(),
    "Status": lambda project: project.get_status_display(),
    "Why this status": lambda project: project.status_note,
    "Accountable sponsor": lambda project: project.sponsor_name,
    "Customers": lambda project: project.customer_count,
    "Starts": lambda project: project.starts_on,
    "Ends": lambda project: project.ends_on,
    "Expected benefit": lambda project: project.benefit,
    "Serves": lambda project: names_of(project.organisational_goals.all()),
}


def project_table(projects, order, prepare, columns):
    """Projects as the list has them; `columns` are what higher apps add to it (frame.Column)."""
    added = {column.head: column.say for column in columns}
    found = projects.prefetch_related("organisational_goals")
    return Table("Projects", PROJECTS | added, in_chunks(found, order, prepare))


def names_of(purposes):
    return ", ".join(each.name for each in purposes)


GOALS = {
    "Goal": lambda goal: goal.label,
    "Statement": lambda goal: goal.statement,
    "Measure": lambda goal: goal.measure,
    "Target": lambda goal: goal.target,
    "Serves": lambda goal: names_of(goal.organisational_goals.all()),
}
ALIGNED = {"Criteria aligned with it": lambda goal: goal.aligned_count}


def goal_table(goals, *, sees_value):
    """A project's goals with what they serve, each with `aligned_count` where the reader may see what is valued."""
    return Table("Goals", GOALS | (ALIGNED if sees_value else {}), in_chunks(goals, ("number",)))
