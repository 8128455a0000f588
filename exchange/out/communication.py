"""How a customer is kept informed, taken apart: what, by what means, how often.

It is kept as one text, "steering report, by e-mail, monthly". Parts between commas, semicolons and lines go where their
words belong; what no word tells apart is what they are told, so that nothing is lost.
"""

import re

PARTED = re.compile(r"[,;\n]+")
OFTEN = re.compile(
    r"\b(daily|weekly|fortnightly|monthly|quarterly|yearly|annually|once|twice|every|each|per|ad hoc|as needed|on "
    r"request|days?|weeks?|months?|quarters?|years?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|milestones?|stages?)\b",
    re.IGNORECASE,
)
MEANS = re.compile(
    r"\b(e-?mails?|mails?|letters?|posts?|phones?|calls?|telephone|meetings?|workshops?|in person|face to face|video|"
    r"chats?|teams|intranet|web ?sites?|portals?|newsletters?|presentations?|demos?|conversations?|talks?|lunch|"
    r"coffee)\b",
    re.IGNORECASE,
)


def taken_apart(text):
    """(what they are told, by what means, how often)."""
    told, means, often = [], [], []
    for part in filter(None, (part.strip() for part in PARTED.split(text))):
        (means if MEANS.search(part) else often if OFTEN.search(part) else told).append(part)
    return tuple(", ".join(parts) for parts in (told, means, often))
