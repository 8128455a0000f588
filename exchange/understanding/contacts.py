"""Ways to reach somebody, taken apart: e-mail addresses, numbers, and the words beside them."""

import re
from dataclasses import dataclass
from functools import lru_cache

ADDRESS = re.compile(r"(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]+@(?:[\w-]+\.)+[\w-]{2,})", re.IGNORECASE)
LABELLED = (
    r"(?:e-?mail|mail|correo|courriel|e-?posta|почта|phone|telephone|tel[eé]?fon[oe]?|t[eé]l[eé]?phone|tel|mobile?|mobil|cell(?:ulare)?|handy|fon|ph|"
    r"office|work|home|direct|тел(?:ефон)?|моб|gsm|cep|m|t|p|e|h|w|o)"
)
LABEL = re.compile(rf"(?<!\w){LABELLED}(?:\s*(?:no|nr|number|address))?\s*[.:]+\s*", re.IGNORECASE)
# A number as people write one, with what is dialled within a house.
NUMBER = re.compile(
    r"(?<![\w@.])(\+?\(?\d[\d\s().\-/\u2010-\u2015\u00a0]{4,}\d)"
    r"(\s*(?:,|;)?\s*(?:\b(?:extension|extn|ext|durchwahl|dw|poste|int|внутр|доб)\b[\s.:]*|x\s?|#\s*)\d{1,8})?(?![\w@])",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s+/\s+|\s{2,}|\s+(?:or|oder|ou|und|and)\s+(?=[+(\d])", re.IGNORECASE)
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$")
LONGEST = 1000  # characters: a longer text is prose
FEWEST_DIGITS, MOST_DIGITS = 6, 17
CLUTTER = re.compile(r"[\s,;|<>()\[\]/\\•·:–—-]+")


@dataclass(frozen=True)
class Contact:
    """What a contact cell holds; `rest` are the words beside, one for each piece."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


def is_number(text):
    """Whether a piece of text can be a telephone number: enough digits, no day and no figure."""
    digits = re.sub(r"\D", "", text)
    return FEWEST_DIGITS <= len(digits) <= MOST_DIGITS and not DATE.match(text.strip())


def shorn(piece):
    """Without the signs that parted it from what was taken out; brackets stay where they close."""
    piece = piece.strip(" \t,;|<>/\\•·:–—-")
    return piece if piece.count("(") == piece.count(")") else piece.strip("() ,")


@lru_cache(maxsize=20_000)
def contact_of(text):
    """Takes a cell with name, address and number, each perhaps on a line of its own, apart; nothing of it is lost."""
    if len(text) > LONGEST:
        return Contact(rest=(text,))
    emails = tuple(dict.fromkeys(found.rstrip(".") for found in ADDRESS.findall(text)))
    left = BETWEEN.sub("\n", ADDRESS.sub("\n", text))
    phones = []

    def take(found):
        if not is_number(found[1]):
            return found[0]
        phones.append(" ".join(found[0].split()).strip(" ,;"))
        return "\n"

    left = LABEL.sub("\n", NUMBER.sub(take, left))
    pieces = [CLUTTER.sub("", piece) and shorn(piece) for piece in re.split(r"[\n;|]", left)]
    return Contact(emails, tuple(dict.fromkeys(phones)), tuple(filter(None, pieces)))


@lru_cache(maxsize=20_000)
def is_email(text):
    found = ADDRESS.search(text) if len(text) <= LONGEST else None
    return bool(found) and len(found[0]) >= len(text.strip()) * 0.6


@lru_cache(maxsize=20_000)
def is_phone(text):
    if len(text) > LONGEST or not any(each.isdigit() for each in text):
        return False
    found = contact_of(text)
    return bool(found.phones) and not found.emails and not found.rest
