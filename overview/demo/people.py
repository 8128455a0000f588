"""The logins of the demo: login, name, and what opens doors for them."""

from accounts.models import PMO_VIEWERS, PROJECT_MANAGERS

ADMINISTRATOR = "administrator"

# (login at example.org, name, group or ADMINISTRATOR, what the list of sign-ins says)
USERS = (
    ("admin", "Astrid Vogel", ADMINISTRATOR, "administrator: sees and may do everything, and the admin"),
    ("manager", "Priya Nair", PROJECT_MANAGERS, "project manager of all three projects"),
    ("sponsor", "Dana Whitfield", "", "accountable sponsor of CRM1, with reviews waiting"),
    ("customer", "Tom Bexley", "", "end user of CRM1, sees their own criteria"),
    ("pmo", "Olumide Bakare", PMO_VIEWERS, "PMO viewer: reads all projects"),
    ("outsider", "Otto Brandt", "", "a login with a part in nothing"),
    ("jonas", "Jonas Weber", PROJECT_MANAGERS, "project manager of SITE3, with Priya Nair"),
    ("director", "Anselm Okafor", "", "accountable sponsor of FLOW2"),
    ("account", "Camille Laurent", "", "accountable sponsor of SITE3"),
)

# What the organisations want: name, description.
ORGANISATIONAL_GOALS = (
    ("More revenue", "Grow revenue from existing customers by a tenth in two years."),
    ("Customers who stay", "Fewer than one in twenty leaves us in a year."),
    ("Patients treated in time", "Nobody waits longer than four hours in emergency care."),
    ("A safe place to work", "Nobody goes home hurt, and nobody goes home ashamed of the day's work."),
    ("A better known brand", "More people name us unasked when they think of our trade."),
    ("Lower running costs", "Spend less on keeping things going, more on making them better."),
)

# Entries of the directory that are one with others: as they were typed once more, and the name they are known by.
GUESTS = (
    ("Inês Carvalho", "Ines Carvalho"),
    ("Pillai, Rajesh", "Rajesh Pillai"),
    ("Tom Bexly", "Tom Bexley"),
)

# Who has said how many days ago that they had seen what happened in which project.
LOOKS = (("sponsor", "CRM1", 10), ("director", "FLOW2", 3))
