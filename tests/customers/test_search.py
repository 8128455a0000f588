"""Searching answers the same in Python, in SQLite and in PostgreSQL: every typed word begins a word of the text."""

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from customers import phones
from customers.models import Party
from registry.search import MOST_WORDS, fold, refold, ways_to_write
from registry.text import REFUSED, tidy
from tests.cast import make_customer

# Letters that fold into others, into several or into none, beside what means something to LIKE and to tsquery.
letters = st.sampled_from("aAeiIıİoøØßẞsSłŁđÆæœﬁÅåéÉüÜ1eE5'’`´-_%\\|&!:*()<> .,\u0301\u200bñ中に한Σσς١")
typed = st.text(letters, max_size=12) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


def begins(text, words):
    """What the lookup promises, in Python: something that may stand for each typed word begins a word of the text."""
    return all(
        any(word.startswith(start) for word in fold(text).split() for start in ways) for ways in ways_to_write(words)
    )


def begins_as_typed(text, words):
    return all(any(word.startswith(start) for word in fold(text).split()) for start in fold(words).split()[:MOST_WORDS])


@pytest.mark.parametrize(("name", "words", "found"), [
    ("Jürgen Müller", "MÜLLER", True),
    ("Jürgen Müller", "muller jur", True),
    ("Jürgen Müller", "ller", False),
    ("İstanbul Işık", "istanbul isik", True),
    ("istanbul", "ISTANBUL", True),
    ("Weißenborn", "WEISSENBORN", True),
    ("STRASSE", "straße", True),
    ("Søren Łukasz", "soren lukasz", True),
    ("Ángel", "a\u0301ngel", True),
    ("O’Brien", "o'brien", True),
    ("1e5 ampere", "1e5", True),
    ("100% sure", "%", True),  # nothing but punctuation asks nothing
    ("under_score", "score", True),
    ("MÜLLER", "Muller", True),
    ("MÜLLER", "Müller", True),
    ("Muller", "MÜLLER", True),
    ("Muller", "Müller", True),
    ("Mueller", "Müller", True),
    ("Müller", "Mueller", True),
    ("Muller", "Mueller", True),
    ("Mueller", "Muller", False),  # kept apart: nobody typed an umlaut here
    ("Jørgen Åse", "joergen aase", False),
    ("Joergen", "Jørgen", True),
    ("John", "Joe", False),
    ("Mary", "Mae", False),
    ("Quentin", "Queen", False),
    ("हिन्दी", "हिन्दी", True),
    ("हिन्दी", "दी", False),  # vowel signs end no word
    ("می\u200cخواهم", "میخواهم", True),  # the joiner of Persian
    ("שרה כהן", "כהן", True),
    ("Zoë 🦊", "zoe", True),
])  # fmt: skip
def test_what_people_type(db, name, words, found):
    Party.objects.create(name=name)
    assert Party.objects.search(words).exists() is found
    assert begins(name, words) is found


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


class TestTheDatabaseAnswersAsPythonDoes(TestCase):
    @settings(max_examples=150, deadline=None)
    @given(name=typed, words=typed)
    @example(name="ß", words="ss")
    @example(name="ﬁn", words="fin")
    @example(name="Σίσυφος", words="ΣΊΣΥΦΟΣ")
    @example(name="a\\b", words="a\\")
    @example(name="müe", words="mue")
    @example(name="1", words="١")  # digits of any script, and in any grouping: as in telephone numbers
    @example(name="12", words="1 2")
    def test_search(self, name, words):
        party = Party.objects.create(name=tidy(REFUSED.sub("", name)) or "x")
        found = begins(party.name, words) or begins(party.name, phones.joined(words))
        assert Party.objects.search(words).filter(pk=party.pk).exists() is found
        similar = bool(fold(words)) and (begins_as_typed(party.name, words) or in_reverse(party.name, words))
        assert Party.objects.similar_to(words).filter(pk=party.pk).exists() is similar

    @settings(max_examples=100, deadline=None)
    @given(name=typed, phone=st.text("0123456789+-() ", max_size=20))
    def test_whoever_is_kept_is_found_by_their_name_and_their_number(self, name, phone):
        party = Party.objects.create(name=tidy(REFUSED.sub("", name)) or "x", phone=phone)
        assert Party.objects.search(party.name).filter(pk=party.pk).exists()
        assert Party.objects.search(party.phone).filter(pk=party.pk).exists()


def in_reverse(name, words):
    return fold(name) == " ".join(reversed(fold(words).split()[:MOST_WORDS]))


def test_the_index_answers_on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("the index is PostgreSQL's")
    Party.objects.bulk_create(Party(name=f"Person {number}", search_text=f"person {number}") for number in range(500))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_party")
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Party.objects.search("person 49").order_by().explain()
    assert "customers_party_search_text_words" in plan


@pytest.mark.parametrize("kept", ["+44 (0)121 496-0000", "0044 121 4960000 ext. 12", "(0121) 496 0000", "0121/4960000"])
@pytest.mark.parametrize(
    "typed",
    ["0121 496 0000", "01214960000", "0121-496", "+44 121 496 00", "0044121496", "(0121) 4960", "tom 0121 4960000"],
)
def test_a_telephone_number_is_found_in_any_grouping(db, kept, typed):
    tom = Party.objects.create(name="Tom Bexley", phone=kept)
    Party.objects.create(name="Somebody else", phone="0121 497 0000")
    Party.objects.create(name="Nobody", phone="ask reception")
    assert list(Party.objects.search(typed)) == [tom]


def test_years_and_names_are_still_searched_as_they_are(db):
    team = Party.objects.create(name="Team 2026", phone="4711")
    assert list(Party.objects.search("2026")) == [team]
    assert list(Party.objects.search("4711")) == [team]
    assert list(Party.objects.search("team 20")) == [team]


def test_numbers_kept_before_they_were_found_are_found(db):
    tom = Party.objects.create(name="Tom Bexley", phone="+44 121 496 0000")
    Party.objects.filter(pk=tom.pk).update(search_text="tom bexley 44 121 496 0000")
    make, _ = refold("customers", "Party", "name_key", "search_text")
    make(apps, None)
    assert list(Party.objects.search("01214960000")) == [tom]


@pytest.mark.parametrize("address", ["/search/", "/projects/CRM1/customers/"])
def test_nobody_finds_out_an_address_or_a_number_by_trying_letters(client, project, manager, customer, address):
    make_customer(project, "Mona Meyer", by=manager)
    contact = {"email": "mona@secret.example.org", "phone": "0121 496 0000", "title": "Head of sales"}
    mona = Party.objects.get(name="Mona Meyer")
    for name, value in contact.items():
        setattr(mona, name, value)
    mona.save()
    for reader, typed, found in [
        (manager, "secret", True),
        (manager, "01214960", True),
        (customer, "secret", False),
        (customer, "01214960", False),
        (customer, "0121 496", False),
        (customer, "mona secret", False),
        (customer, "meyer", True),
        (customer, "mona head", True),
    ]:
        page = client.sign_in(reader).get(address, {"q": typed}).content.decode()
        assert (">Mona Meyer</a>" in page) is found, f"{reader} searches for {typed}"
