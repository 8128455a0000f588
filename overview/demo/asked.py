"""What the demo's customers answered, round by round, what was promised after it, and what became of that. By project.

Scores stand in a row, one for each round, "-" where nobody heard them. Words are (who, round): what they said; scores
by criterion are (who, round): {number of the criterion: (score, words)}. All are told some days after the round opened.
"""

from dataclasses import dataclass

from projects.models import Rhythm
from pulse import actions as pulse
from pulse.models import Answer
from valuecriteria.models import Review

CLOSED_AFTER = 10  # days, but for a round that is still open
HEARD_AFTER = 3  # days


@dataclass(frozen=True)
class Promised:
    """What was promised after the answer of somebody in a round, or after a review where that is 0, days ago.

    `due` counts forward from today, `done` and `told` back. `who` is a login of the demo, or a name without one.
    """

    to: str
    round: int
    what: str
    days: int
    due: int
    who: str = "manager"
    done: int | None = None
    told: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Asked:
    rhythm: str
    opened: tuple  # how many days ago each round opened
    scores: dict
    words: dict
    by_criterion: dict
    promises: tuple
    is_open: bool = False  # the last round
    phone: tuple = ()  # who is asked on the phone
    by_link: tuple = ()  # who answers by a personal link


ASKED = {
    "CRM1": Asked(
        rhythm=Rhythm.FORTNIGHTLY,
        opened=(76, 62, 48, 34, 20, 6),
        is_open=True,
        phone=("Northgate Retail", "Gareth Pugh"),
        by_link=("Rajesh Pillai",),
        scores={
            "Dana Whitfield": "7 7 8 8 9 9",
            "Sales team": "7 6 4 5 7 8",
            "Ines Carvalho": "8 8 7 8 8 9",
            "Tom Bexley": "- - 7 6 7 8",
            "Sales support desk": "6 7 7 8 8 8",
            "Finance operations": "6 6 6 5 6 5",
            "Rajesh Pillai": "- - - 7 7 6",
            "Customer service": "8 8 8 8 8 6",
            "Luca Ferrante": "7 7 7 7 7 7",
            "Gareth Pugh": "7 7 6 - - -",
            "Northgate Retail": "- - - 8 - 8",
        },
        words={
            ("Dana Whitfield", 1): "I hear about dates from my own people first.",
            ("Dana Whitfield", 6): "I can see what each of them wants. Keep it like this.",
            ("Sales team", 2): "The trial is slower than the old list.",
            ("Sales team", 3): "You took four of us in the last week of the quarter, again with two days' notice.",
            ("Sales team", 5): "Two of us were asked what goes on the first page. It shows.",
            ("Sales team", 6): "Open offers in one place. Now the phone.",
            ("Ines Carvalho", 6): "The page before a visit is what I wanted.",
            ("Tom Bexley", 4): "Three log-ins to see one client.",
            ("Tom Bexley", 6): "One log-in less. Thank you for asking me and not only my boss.",
            ("Finance operations", 4): "Terms still reach us two days late.",
            ("Finance operations", 6): "We still type the invoice address a second time.",
            ("Rajesh Pillai", 6): "My limit was overwritten twice this month.",
            ("Customer service", 5): "Most of the story is there.",
            ("Customer service", 6): "A release on a Monday morning, and nobody told us.",
            ("Luca Ferrante", 5): "Fine at ten in the morning.",
            ("Gareth Pugh", 3): "I read about my own people in your plan.",
            ("Northgate Retail", 6): "The same voice for a month now.",
        },
        by_criterion={
            ("Sales team", 3): {1: (4, ""), 2: (5, "My correction was gone the next day.")},
            ("Sales team", 6): {1: (8, ""), 2: (7, ""), 4: (6, "Half a day is not enough for the phone part.")},
            ("Finance operations", 4): {1: (5, ""), 2: (4, "Two days, every time.")},
            ("Finance operations", 6): {1: (4, "Typed twice."), 2: (6, ""), 3: (8, "")},
            ("Customer service", 5): {1: (8, ""), 3: (8, "")},
            ("Customer service", 6): {1: (8, ""), 3: (3, "The fourth of the month, at nine.")},
            ("Dana Whitfield", 6): {1: (8, ""), 2: (7, "Within seven per cent. Nearly."), 3: (9, "")},
            ("Tom Bexley", 6): {1: (8, ""), 2: (6, "It does not know our street names.")},
            ("Ines Carvalho", 6): {1: (9, "")},
            ("Sales support desk", 6): {1: (8, ""), 2: (9, "")},
        },
        promises=(
            Promised(
                "Sales team",
                3,
                "Two of the team choose what goes on the first page, and nobody is asked in the last week of a quarter",
                44,
                -27,
                done=28,
                told=27,
                text="You said you were asked in the last week of the quarter. Nobody will be again, and two of you "
                "choose what goes on the first page.",
            ),
            Promised("Finance operations", 4, "Terms by ten on the next day, by hand until the interface works", 30, 9),
            Promised("Rajesh Pillai", 6, "Only credit control changes a credit limit", 3, -1),
            Promised("Tom Bexley", 4, "One log-in for offers and visits", 29, -8, done=7),
            Promised("Northgate Retail", 0, "A second person who knows them, for the summer", 5, 21, "Mara Lindholm"),
        ),
    ),
    "FLOW2": Asked(
        rhythm=Rhythm.MONTHLY,
        opened=(86, 55, 25),
        phone=("City ambulance service", "Valley nursing homes"),
        scores={
            "Anselm Okafor": "7 7 6",
            "Emergency department nurses": "5 6 7",
            "Triage desk": "6 7 8",
            "Siobhan Keane": "8 8 8",
            "Emeka Obi": "7 7 7",
            "City ambulance service": "5 6 8",
            "Acute medical unit": "7 7 7",
            "Ward 4, older people": "8 8 9",
            "Ward 7, surgery": "7 6 4",
            "Theatre coordinators": "6 5 5",
            "Discharge lounge": "7 7 8",
            "Ruth Achterberg": "6 6 7",
            "Bed management team": "9 9 9",
            "Porters": "7 - 8",
            "Site night managers": "- 6 6",
            "Radiology": "7 7 7",
            "Laboratory": "8 8 8",
            "Pharmacy": "6 7 -",
            "Social work": "- 7 7",
            "Information services": "6 6 -",
            "General practitioners of the valley": "- - 7",
            "Patients' council": "8 8 6",
        },
        words={
            ("Emergency department nurses", 3): "We get a time now. Not always the right one.",
            ("City ambulance service", 3): "Fifteen minutes on four days out of five.",
            ("Ward 4, older people", 3): "We know at eight who goes home.",
            ("Ward 7, surgery", 2): "No board in our corridor, and no date for one.",
            ("Ward 7, surgery", 3): "Winter is here, and we still count beds on the telephone.",
            ("Theatre coordinators", 3): "Four o'clock means half past five.",
            ("Bed management team", 3): "One list, and it is true.",
            ("Site night managers", 3): "At night nobody picks the number up.",
            ("Patients' council", 3): "You stopped saying what we wait for.",
            ("Pharmacy", 2): "We are told by the evening. Most evenings.",
        },
        by_criterion={
            ("Ward 4, older people", 3): {1: (9, "")},
            ("Emergency department nurses", 3): {1: (7, ""), 2: (6, "")},
            ("Theatre coordinators", 3): {1: (4, "")},
            ("Bed management team", 3): {1: (9, ""), 2: (8, "")},
            ("Triage desk", 3): {1: (8, "")},
        },
        promises=(
            Promised("Ward 7, surgery", 3, "A board in the corridor of ward 7 before the first frost", 20, 4),
            Promised("Theatre coordinators", 3, "The list is closed at four, late cases go on a second one", 19, -2),
        ),
    ),
    "SITE3": Asked(
        rhythm=Rhythm.MONTHLY,
        opened=(64, 33),
        phone=("Fjellrev Outdoor", "Northgate Retail"),
        scores={
            "Camille Laurent": "7 8",
            "Fjellrev Outdoor": "8 9",
            "Ingrid Solheim": "6 8",
            "Webshop team": "- 7",
            "Shop assistants": "- 6",
            "Northgate Retail": "- 7",
            "Care team": "8 8",
        },
        words={
            ("Fjellrev Outdoor", 2): "It looks like us. Somebody ordered from a tent.",
            ("Ingrid Solheim", 2): "Drafts with my boots in them, at last.",
            ("Shop assistants", 2): "We heard of it from a poster.",
        },
        by_criterion={
            ("Fjellrev Outdoor", 2): {1: (9, ""), 2: (8, ""), 3: (9, "")},
            ("Ingrid Solheim", 2): {1: (9, "")},
        },
        promises=(
            Promised(
                "Ingrid Solheim",
                1,
                "Every draft from now on shows real products",
                58,
                -40,
                who="jonas",
                done=41,
                told=40,
                text="You said: sample texts tell you nothing. From now on every draft shows your own boots.",
            ),
        ),
    ),
}


def ask_customers(demo, project, manager):
    """The rounds of a project on their days, the answers in them, and what was promised."""
    asked = ASKED[project.key]
    with demo.clock(asked.opened[0] + 1):
        pulse.set_rhythm(project=project, rhythm=asked.rhythm, by=manager)
    parts = {part.party.name: part for part in project.stakeholders.select_related("party__user")}
    answers = {}
    for number, days in enumerate(asked.opened, 1):
        with demo.clock(days):
            round = pulse.open_round(project=project, by=manager, on=demo.clock.day(days))
        for name, scores in asked.scores.items():
            score = scores.split()[number - 1]
            if score != "-":
                answers[name, number] = hear(demo, asked, round, parts[name], int(score), days - HEARD_AFTER, manager)
        if number < len(asked.opened) or not asked.is_open:
            with demo.clock(days - CLOSED_AFTER):
                pulse.close_round(round=round, by=manager, on=demo.clock.day(days - CLOSED_AFTER))
        demo.made["rounds"] += 1
    for told in asked.promises:
        keep_word(demo, told, parts[told.to], answers.get((told.to, told.round)), manager)
    demo.made["answers"] += len(answers)
    demo.made["promises"] += len(asked.promises)


def hear(demo, asked, round, stakeholder, score, days, manager):
    name, user = stakeholder.party.name, stakeholder.party.user
    lines = asked.by_criterion.get((name, round.number), {})
    criteria = {each.number: each for each in stakeholder.criteria.all()} if lines else {}
    said = {
        "score": score,
        "words": asked.words.get((name, round.number), ""),
        "scores": {criteria[number]: line for number, line in lines.items()},
        "on": demo.clock.day(days),
    }
    with demo.clock(days):
        if name in asked.by_link:
            link, _ = pulse.make_link(round=round, stakeholder=stakeholder, by=manager)
            return pulse.answer_by_link(link=link, **said)
        channel, by = Answer.Channel.PHONE if name in asked.phone else Answer.Channel.MEETING, manager
        if user and user.email.startswith("customer@"):
            channel, by = Answer.Channel.LOGIN, user
        return pulse.answer(round=round, stakeholder=stakeholder, channel=channel, by=by, **said)


def keep_word(demo, told, stakeholder, answer, manager):
    """A promise and its steps. Without an answer it comes from the last review of a criterion of theirs, if any."""
    review = None
    if answer is None:
        review = Review.objects.filter(revision__criterion__stakeholder=stakeholder).order_by("-pk").first()
    owner = demo.users.get(told.who)
    with demo.clock(told.days):
        promise = pulse.promise(
            stakeholder=stakeholder,
            what=told.what,
            due_on=demo.clock.day(-told.due),
            owner=owner,
            who="" if owner else told.who,
            answer=answer,
            review=review,
            criterion=review and review.revision.criterion,
            on=demo.clock.day(told.days),
            by=manager,
        )
    if told.done is not None:
        with demo.clock(told.done):
            pulse.keep(promise=promise, by=manager, on=demo.clock.day(told.done))
    if told.told is not None:
        with demo.clock(told.told):
            pulse.tell(promise=promise, text=told.text, by=manager, on=demo.clock.day(told.told))
