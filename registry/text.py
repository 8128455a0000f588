"""Text as it is kept and shown: one form of every letter, no blanks to spare, nothing hidden that deceives.

`tidy` is the one home of the rule. Forms ask it for each field (registry.forms), and every entry before it is checked
or saved (registry.models), so that the admin, actions and imports cannot keep what a form would refuse.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeData, mark_safe

# Embeddings, overrides and isolates let text read otherwise than it is stored: "gnp.exe" as "exe.png".
DECEIVING = "\u202a-\u202e\u2066-\u2069"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
REFUSED = re.compile(f"[{CONTROLS}{DECEIVING}]")
# Hidden, harmless, and brought along by copying from documents: taken out without a word. The joiners U+200C and U+200D
# stay (Persian, emoji), and so do the marks U+200E, U+200F and U+061C (Hebrew and Arabic beside numbers).
HIDDEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# A run of words written from right to left, up to what separates one name from the next.
RIGHT_TO_LEFT = re.compile(f'[{_RIGHT}](?:(?:[{_RIGHT}]|[^\\w,;:·“”()/|<>&"\\n]|[\\d_])*[{_RIGHT}])?')


def tidy(text, *, lines=False):
    """Text as it is kept: NFC, blanks trimmed and single, lines kept for `lines` only.

    Raises ValidationError for control characters and those that turn the direction of writing unseen.
    """
    found = REFUSED.search(text)
    if found:
        raise ValidationError(refusal(found[0]), code="hidden_character")
    shown = unicodedata.normalize("NFC", HIDDEN.sub("", text))
    lines_of = shown.splitlines() if lines else [shown]
    kept = "\n".join(" ".join(line.split()) for line in lines_of).strip()
    return text if kept == text else kept  # one text, not two, of the hundred thousands of an import


def refusal(character):
    name = unicodedata.name(character, "a control character").lower()
    what = "it turns the direction of writing" if re.match(f"[{DECEIVING}]", character) else "it is no text"
    return (
        f"This holds a hidden character, U+{ord(character):04X} ({name}): {what}. "
        "Delete the text and type it anew, or paste it as plain text."
    )


def bidi(text):
    """For templates: text with each run of Hebrew, Arabic, ... set apart, so that what stands beside stays in place."""
    if isinstance(text, SafeData) or not RIGHT_TO_LEFT.search(str(text)):
        return text
    return mark_safe(RIGHT_TO_LEFT.sub(lambda run: format_html("<bdi>{}</bdi>", run[0]), conditional_escape(text)))  # noqa: S308
