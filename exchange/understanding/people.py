"""Whether a name is a group's or a person's, and whether a cell names several people. Nothing is split here."""

import re
from functools import cache, lru_cache

from registry.search import fold

from .ideas import Lookup
from .vocabulary import people as words
from .words import words_of

PARTED = re.compile(r"\s*(?:[;/|\n•]|\s\+\s)\s*")
JOINED = re.compile(
    r"\s*(?:&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b|\boraz\b|\ba\b|\bve\b|\boch\b|\bog\b|\bși\b|\bи\b|\bта\b|\bés\b)\s+"
)
HONORIFICS = frozenset(
    fold(
        "dr prof mr mrs ms miss mx sir dame herr frau hr fr mme m mlle monsieur madame sr sra srta don doña dott "
        "dottssa ing inż mgr dipl phd md mba jr ii iii lic arq avv rev hon lord lady bay hanım sayın sn г п eng"
    ).split()
)
PARTICLES = frozenset(
    fold(
        "de da do dos das del della di du la le van von der den ter ten zu zum af av el al bin bint ibn y e st o mac"
    ).split()
)
MOST_WORDS_OF_A_NAME = 5
ABBREVIATION = re.compile(r"^[A-ZÄÖÜÀ-Þ0-9][A-ZÄÖÜÀ-Þ0-9&./-]{1,7}$")
A_PERSONS_ABBREVIATION = re.compile(r"^(C[A-Z]{1,3}O|[ESA]?VP|MD|PM|PO|SM|BA|QA|GM|DPO|[A-Z]\.?[A-Z]\.?)$")


@cache
def group_words():
    return Lookup([(word, "group") for word in words.GROUP.split()])


@cache
def job_words():
    return Lookup([(word, "job") for word in words.JOB.split()])


def tells(lookup, text):
    """Whether a text has a word of the list; the shortest ones, "AG" and "SA", only in capitals."""
    found = words_of(text)
    for at, word in enumerate(found):
        if word in lookup.phrases and lookup.phrase_at(found, at)[1]:
            return True
        if len(word) <= 2 and word.isascii():
            if word in lookup.exact and re.search(rf"\b{word.upper()}\b", text):
                return True
        elif lookup.ideas_in(word):
            return True
    return False


@lru_cache(maxsize=20_000)
def is_job(text):
    """Whether a text is plainly a job: "IT Manager", "Leiterin Einkauf", "CFO"."""
    return bool(tells(job_words(), text) or (A_PERSONS_ABBREVIATION.match(text.strip()) and len(text.strip()) >= 3))


@lru_cache(maxsize=20_000)
def kind_of(name):
    """ "group" for a department, a company, "end users"; else "person"."""
    if "," in name and is_person(" ".join(reversed(name.split(",", 1)))) and len(name.split()) <= MOST_WORDS_OF_A_NAME:
        return "person"
    bare = re.sub(r"\([^)]*\)", "", name).strip() or name
    job = tells(job_words(), bare)
    found = words_of(bare)
    if job and found and not is_company(found):
        # "Head of the Finance Department" is somebody; "Project managers" are a group.
        last = found[-1]
        is_plural = last.endswith("s") and (last in group_words().exact or tells(job_words(), last[:-1]))
        return "group" if is_plural else "person"
    if len(found) == 1 and PLURAL.search(found[0]):
        return "group"
    if tells(group_words(), bare) or bare in SHORT_GROUPS:
        return "group"
    if ABBREVIATION.match(bare) and not A_PERSONS_ABBREVIATION.match(bare) and any(each.isalpha() for each in bare):
        return "group"
    if any(map(is_common, bare.split()[1:])) or (found and COMPOUND.search(found[0])):
        return "group"  # "Estudiantes de grado", "Rodiče žáků": names are written with capitals
    return "person"


def is_common(word):
    """Whether a word is one of the language, no part of a name: in small letters, and no "de", "van", "dr."."""
    return (
        word.islower() and word.isalpha() and len(word) > 2 and word not in PARTICLES and fold(word) not in HONORIFICS
    )


# "Recruiters", "Moradores", "Doktorlar": one word alone that is hardly a name.
PLURAL = re.compile(r"^\w{3,}(?:ers|ors|ives|ists|ants|ents|ees|ies|ores|antes|istas|lar|ler)$")
# "Bauamt", "Verkehrsbetriebe Aarhagen", "Fietsersbond": words of bodies within longer ones.
COMPOUND = re.compile(r"^\w{3,}(?:amt|dienst|service|regierung|verwaltung|archiv|betriebe|comite|komitee|bond|schap)$")
SHORT_GROUPS = {"IT", "HR", "PR", "QA", "R&D", "EU", "UN", "H&S", "F&A"}
COMPANY = frozenset(
    fold(
        "ltd limited inc corp gmbh ag llc plc kg sa srl spa bv nv ooo ооо ао ab oy aps board committee team department "
        "council ministry agency authority ausschuss abteilung office union müdürlüğü başkanlığı bakanlığı direktörlüğü"
    ).split()
)


def is_company(found):
    return bool(COMPANY & set(found[-1:] + found[:1]))


@lru_cache(maxsize=20_000)
def is_person(text):
    """Whether a text is written as one person's full name: two to five words, each with a capital, none of a group."""
    text = re.sub(r"\([^)]*\)|<[^>]*>", "", text).strip()
    if not text or any(each.isdigit() or each in "@&/;:!?#\n" for each in text) or len(text) > 60:
        return False
    parts = [part for part in re.split(r"[\s,]+", text.replace("'", "’")) if part]
    names = [part for part in parts if fold(part) not in HONORIFICS and part.casefold() not in PARTICLES]
    if not 1 < len(names) <= MOST_WORDS_OF_A_NAME or len(parts) > MOST_WORDS_OF_A_NAME + 2:
        return False
    if not all(
        part[0].isupper() or (not part[0].isascii() and part[0].isalpha() and part[0] == part[0].upper())
        for part in names
    ):
        return False
    return not tells(group_words(), text) and not tells(job_words(), text)


def is_given_name(text):
    """One word with a capital: "Anna"."""
    return (
        bool(re.fullmatch(r"[^\W\d_][^\W\d_’'-]+(?:-[^\W\d_]+)?\.?", text)) and text[0].isupper() and not text.isupper()
    )


@lru_cache(maxsize=20_000)
def several_in(text):
    """The names where a cell seems to hold several people; () for one person and for a group.

    "Doe, John" is one, "Sales & Marketing" and "Smith & Sons Ltd" are groups; "Anna Berg / Jon Dahl" are two.
    """
    text = text.strip()
    if len(text) < 7 or not re.search(r"[;/|\n•,&+]|\s(?:and|und|et|y|e|en|i|oraz|a|ve|och|og|și|и|та|és)\s", text):
        return ()
    found = re.sub(r"\([^)]*\)|<[^>]*>", " ", text)
    pieces = [piece.strip(" ,.-–*") for piece in PARTED.split(found)]
    pieces = [piece for piece in pieces if piece]
    parts = []
    for piece in pieces:
        parts += split_further(piece)
    if len(parts) < 2 or len(set(parts)) < 2:
        return ()
    people = [part for part in parts if is_person(part)]
    if len(people) == len(parts):
        return tuple(dict.fromkeys(parts))
    # "Anna / Jon Berg", "Anna & Jon Berg": given names beside one full name at the end
    if (
        people
        and all(is_person(part) or is_given_name(part) for part in parts)
        and is_person(parts[-1])
        and not tells(group_words(), text)
    ):
        return tuple(dict.fromkeys(parts))
    # Several on several lines: a name and then a job is one person; two names and something else are several.
    if len(people) >= 2:
        return tuple(dict.fromkeys(people))
    return ()


def split_further(piece):
    joined = [part.strip(" ,") for part in JOINED.split(piece) if part.strip(" ,")]
    if len(joined) > 1 and all(is_person(part) or is_given_name(part) or "," in part for part in joined):
        return [each for part in joined for each in split_commas(part)]
    return split_commas(piece)


def split_commas(piece):
    """ "Anna Berg, Jon Dahl" -> two; "Doe, John" and "Berg, Anna Maria" -> one."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if len(parts) > 1 and all(is_person(part) for part in parts):
        return parts
    return [piece]
