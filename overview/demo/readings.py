"""How the team of each project reads its customers: (so many days ago, influence, interest, engagement now and wanted).

A note may follow. Customers who are not named here have not been assessed.
"""

READINGS = {
    "CRM1": {
        "Dana Whitfield": (
            (80, 5, 4, "supportive", "leading"),
            (12, 5, 5, "leading", "leading", "Speaks up for the project in the board. Keep the figures coming."),
        ),
        "Sales team": (
            (80, 3, 4, "resistant", "supportive", "Afraid of double entry. Two of them were burnt by the last system."),
            (12, 4, 5, "neutral", "supportive"),
        ),
        "Ines Carvalho": ((78, 4, 5, "supportive", "leading"),),
        "Tom Bexley": ((75, 2, 4, "neutral", "supportive"),),
        "Sales support desk": ((75, 2, 5, "supportive", "supportive"),),
        "Finance operations": (
            (80, 4, 2, "unaware", "supportive"),
            (20, 4, 3, "neutral", "supportive", "They can stop the go-live. Ask their lead to the demonstration."),
        ),
        "Customer service": ((70, 3, 4, "neutral", "supportive"),),
        "Luca Ferrante": ((70, 4, 4, "neutral", "leading"),),
        "Night shift agents": ((40, 1, 3, "unaware", "neutral"),),
        "Gareth Pugh": ((60, 5, 2, "neutral", "supportive", "Wants his two developers back by spring."),),
    },
    "FLOW2": {
        "Anselm Okafor": ((60, 5, 5, "leading", "leading"),),
        "Emergency department nurses": ((60, 3, 5, "leading", "leading"),),
        "Siobhan Keane": ((60, 4, 5, "leading", "leading"),),
        "Ward 7, surgery": ((60, 4, 3, "resistant", "supportive"), (15, 4, 4, "neutral", "supportive")),
        "Theatre coordinators": ((60, 4, 2, "resistant", "neutral"),),
        "Bed management team": ((55, 3, 5, "supportive", "leading"),),
        "Porters": ((55, 1, 4, "neutral", "supportive"),),
        "Information services": ((50, 4, 1, "unaware", "supportive"),),
        "Patients' council": ((50, 2, 5, "supportive", "supportive"),),
    },
}
