"""Two wordings compared word by word."""

from hypothesis import given
from hypothesis import strategies as st

from registry.wording import said_of, words_diff

text = st.text(st.sampled_from("ab ,\n"), max_size=40)


def test_what_was_taken_out_and_added():
    assert words_diff("I see offers before I call, always.", "I see offers on my phone before I call.") == [
        ("same", "I see offers "),
        ("ins", "on my phone"),
        ("same", " before I call"),
        ("del", ", always"),
        ("same", "."),
    ]
    assert words_diff("One.", "One two.") == [("same", "One "), ("ins", "two"), ("same", ".")]
    assert words_diff("One two.", "One.") == [("same", "One "), ("del", "two"), ("same", ".")]
    assert words_diff("before I call, so", "before I walk in, so") == [
        ("same", "before I "),
        ("del", "call"),
        ("same", " "),
        ("ins", "walk in"),
        ("same", ", so"),
    ]


def test_the_same_words_and_no_words():
    assert words_diff("One  place.", "One place.") == [("same", "One place.")]
    assert words_diff("", "New words") == [("ins", "New words")]
    assert words_diff("Old words", "") == [("del", "Old words")]
    assert words_diff("", "") == []


@given(text, text)
def test_a_diff_holds_both_texts(old, new):
    diff = words_diff(old, new)
    assert {kind for kind, _ in diff} <= {"same", "ins", "del"}
    kept = "".join(part + " " for kind, part in diff if kind != "del").split()
    assert "".join(kept) == "".join(new.split())
    gone = "".join(part + " " for kind, part in diff if kind != "ins").split()
    assert "".join(gone) == "".join(old.split())


@given(text, text)
def test_what_is_kept_and_put_in_is_the_new_wording(old, new):
    """Word for word; only the gaps between words may be wider."""
    diff = words_diff(old, new)
    joined = "".join(part for kind, part in diff if kind != "del")
    assert "".join(joined.split()) == "".join(new.split())
    assert [kind for kind, _ in diff if kind != "same"] == [] or old.split() != new.split()


def test_a_comparison_in_one_sentence():
    assert said_of(words_diff("before I call, so", "before I walk in, so")) == "Words taken out: 1; put in: 2."
    assert said_of(words_diff("One.", "One two.")) == "Words taken out: 0; put in: 1."
    assert said_of(words_diff("One, two", "One two")) == "Only the punctuation differs."
    assert said_of(words_diff("One  two", "One two")) == "The words are the same."
