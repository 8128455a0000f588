"""Telephone numbers, as people write them: kept as typed, and compared by a key that every way of writing shares.

No library: `phonenumbers` weighs 22 MB, half of what Django does, and would have to be told the country of each number
written without one, which the register does not know; to compare and to search, digits are enough. Nothing is refused
for being no valid number: "ask reception" is a way to reach somebody too.
"""

import re
import unicodedata

# "ext. 12", "x12", "#12": the number within a house. Anything else in letters is a remark and no part of the number.
EXTENSION = re.compile(r"(?:\b(?:extension|extn|ext|durchwahl|dw)\b[\s.:]*|(?<![a-z])x[\s.:]*|#\s*)(\d{1,8})\D*$")
# A number a person typed into a search, in any grouping, perhaps between the words of a name.
TYPED = re.compile(r"(?<![\w+])\+?\(?\d[\d\s().\-/\u2010-\u2015]*\d(?!\w)")
# How E.164 shares out the calling codes: these have one digit or two, all others three.
CALLING_CODE = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
FEWEST_DIGITS = 5  # fewer are a year, a room or a house number: joined to no other


def phone_key(text):
    """What two ways of writing one number have in common; "" where there is no number.

    "+44 (0)121 496-0000 ext. 12" and "0044 121 4960000 x12" are both "+441214960000x12". A number written without its
    country stays without: "0121 496 0000" is "01214960000", and not taken for the one above.
    """
    text = plain(text)
    extension = EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    digits = re.sub(r"\D", "", re.sub(r"\(\s*0\s*\)", "", number))
    if not digits.strip("0"):
        return phone_key(extension[1]) if extension else ""  # "x12" alone: then that is the number
    before = number[: re.search(r"\d", number).start()]
    if "+" in before:
        digits = f"+{digits}"
    elif digits.startswith("00") and len(digits) > 2:
        digits = f"+{digits[2:]}"
    return f"{digits}x{extension[1]}" if extension else digits


def plain(text):
    """Digits of any script as 0 to 9, wide letters and signs as narrow ones."""
    text = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)


def within_country(number):
    """The number without its country and without the 0 that is dialled at home; as it is where it has neither."""
    if number.startswith("+"):
        return number[1:][len(CALLING_CODE.match(number[1:])[0]) :] if len(number) > FEWEST_DIGITS else number[1:]
    return number[1:] if number.startswith("0") else number


def search_words(text):
    """All that a number may be searched by, as words: with its country, without, and with the 0 dialled at home."""
    number = phone_key(text).partition("x")[0]
    if len(number) < FEWEST_DIGITS:
        return ""
    inner = within_country(number)
    return " ".join(dict.fromkeys([number.lstrip("+"), inner, f"0{inner}"]))


def joined(text):
    """A search with each number in it as one word, to be found among `search_words`; the rest as it was typed."""

    def key(found):
        number = phone_key(found[0])
        return within_country(number) if len(number) >= FEWEST_DIGITS else found[0]

    return TYPED.sub(key, plain(text))
