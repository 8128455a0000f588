"""Entries that may be one: found by what they share, with the reason in words, and never merged by themselves."""

import pytest
from django.core.exceptions import PermissionDenied

from customers import actions
from customers.matching import within_one
from customers.models import NotTheSame, Party
from customers.suggestions import BLOCKS, look_alikes, suggested_pairs
from registry.models import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return Party.objects.create(name="Meridian", kind="group")


def found(cursor=""):
    """{the two names: the reasons}, over all pages."""
    pairs = {}
    while True:
        page, _ = suggested_pairs(cursor)
        for pair in page:
            key = " | ".join(sorted([pair.one.name, pair.other.name]))
            assert key not in pairs, "told twice"
            pairs[key] = pair.reasons
        if not page.after:
            return pairs
        cursor = page.after


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("José Ruiz", "Jose Ruiz", "same name but for accents or signs, same group"),
        ("MÜLLER, HANS", "Hans Muller", "same name in another order, same group"),
        ("Hans Mueller", "Hans Müller", "same name in a short or another form, same group"),
        ("Priya Nair", "Nair Priya", "same name in another order, same group"),
        ("Bob Jones", "Robert Jones", "same name in a short or another form, same group"),
        ("Dr. Robert Jones", "Robert Jones", "same name in a short or another form, same group"),
        ("J. Smith", "John Smith", "same name with an initial, same group"),
        ("Smith J", "John Smith", "same name with an initial, same group"),
        ("John S.", "John Smith", "same name with an initial, same group"),
        ("Tom Bexly", "Tom Bexley", "names one letter apart, same group"),
        ("Tom Bexely", "Tom Bexley", "names one letter apart, same group"),
        ("Tom Bexlez", "Tom Bexley", "names one letter apart, same group"),
        ("Toma Bexley", "Tom Bexley", "names one letter apart, same group"),
        ("Marta Kowalcyzk", "Marta Kowalczyk", "names one letter apart, same group"),
        ("王小明", "王小明", "same name, same group"),
        ("🙂", "🙂", None),
    ],
)
def test_similar_names_of_one_group(group, one, other, reason):
    first, second = (Party.objects.create(name=name, group=group) for name in (one, other))
    stranger = Party.objects.create(name="Somebody Else", group=group)
    # An emoji alone is no name to compare: it folds to nothing.
    assert list(found().values()) == ([[reason]] if reason else [])
    assert [pair.other for pair in look_alikes(first)] == ([second] if reason else [])
    assert look_alikes(stranger) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jane Smith", "John Smith"), ("Jan Smith", "Dan Smith"), ("Li Wei", "Li Na"), ("Ana", "Ann"), ("J. S.", "K. S.")],
)
def test_names_of_two(group, one, other):
    for name in (one, other):
        Party.objects.create(name=name, group=group)
    assert found() == {}


def test_only_within_one_group_and_of_one_kind(group):
    other = Party.objects.create(name="Northgate", kind="group")
    for where in (group, other, None):
        Party.objects.create(name="John Smith", group=where)
    Party.objects.create(name="J. Smith")
    Party.objects.create(name="Smith John", kind="group", group=group)
    assert found() == {}
    Party.objects.create(name="Smith, John")
    assert found() == {"John Smith | Smith, John": ["same name in another order"]}


def test_groups_too(db):
    for name in ("Meridian", "Meridian Ltd", "Meridien", "Finance department", "Finanse department"):
        Party.objects.create(name=name, kind="group")
    assert found() == {
        "Meridian | Meridian Ltd": ["same name but for its legal form"],
        "Meridian | Meridien": ["names one letter apart"],
        "Meridian Ltd | Meridien": ["names one letter apart"],
        "Finance department | Finanse department": ["names one letter apart"],
    }


def test_the_same_mail_or_number_wherever_they_belong(group):
    Party.objects.create(name="Tom", email="tom@example.org", phone="+44 (0)121 496 0000", group=group)
    Party.objects.create(name="T. Bexley", email="tom@example.org")
    Party.objects.create(name="Bexley", phone="0044 121 4960000")
    Party.objects.create(name="Within the house", phone="12")
    Party.objects.create(name="Too", phone="12")
    assert found() == {"T. Bexley | Tom": ["same e-mail"], "Bexley | Tom": ["same phone"]}


def test_all_reasons_of_a_pair_are_said_at_once(group):
    for name in ("Tom Bexley", "Tom Bexly"):
        Party.objects.create(name=name, email="tom@example.org", phone="0121 496 0000", group=group)
    assert found() == {"Tom Bexley | Tom Bexly": ["same e-mail", "same phone", "names one letter apart, same group"]}


def test_told_apart_is_suggested_no_more_until_reconsidered(group, manager):
    one, two = (Party.objects.create(name="Ana Ruiz", group=group) for _ in range(2))
    assert len(look_alikes(two)) == 1
    told = actions.tell_apart(one=two, other=one, by=manager)
    assert found() == {}
    assert look_alikes(one) == look_alikes(two) == []
    actions.reconsider(told=told, by=manager)
    assert len(found()) == 1


def test_an_edit_and_a_bulk_insert_keep_the_keys(group):
    one = Party.objects.create(name="Ana", group=group)
    Party.objects.bulk_create([Party(name="Bea Ruiz", group=group)])
    one.name = "Ruiz Bea"
    one.save()
    assert found() == {"Bea Ruiz | Ruiz Bea": ["same name in another order, same group"]}


def test_pages_go_on_where_the_last_one_ended(db, statements):
    for number in range(BLOCKS + 20):
        for name in (f"Somebody Number{number}", f"Number{number} Somebody"):
            Party.objects.create(name=name, email=f"{number}@example.org")
    Party.objects.create(name="Ana", phone="0121 496 0000")
    Party.objects.create(name="Bea", phone="0121 496 0000")
    with statements(at_most=5):
        page, _ = suggested_pairs()
    assert len(page) == 50
    assert page.after
    # The e-mail pairs, and the pair with one number; the pairs of one name are those of one e-mail.
    assert len(found()) == BLOCKS + 21
    for cursor in ("x", "W10", page.after[:-3]):
        assert len(suggested_pairs(cursor)[0]) == 50


def test_an_address_of_an_office_does_not_fill_the_page_and_hides_nobody(db):
    Party.objects.bulk_create([Party(name=f"{number}", email="office@example.org") for number in range(40)])
    for name in ("Ana Ruiz", "Ruiz, Ana"):
        Party.objects.create(name=name, email="office@example.org")
    pairs = found()
    assert len(pairs) == 66 + 1  # twelve with each other
    assert pairs["Ana Ruiz | Ruiz, Ana"] == ["same e-mail", "same name in another order"]


def test_within_one():
    near = [("abcd", "abdc"), ("abcd", "abc"), ("abc", "abcd"), ("abcd", "axcd"), ("ab", "ba"), ("abcd", "bacd")]
    far = [("abcd", "dcba"), ("abcd", "ab"), ("abcd", "badc"), ("abcd", "axyd"), ("abc", "bcd")]
    assert all(within_one(*pair) and within_one(*reversed(pair)) for pair in near)
    assert not any(within_one(*pair) or within_one(*reversed(pair)) for pair in far)


def test_nothing_is_stored_by_looking(group):
    for _ in range(2):
        Party.objects.create(name="Ana Ruiz", group=group)
    found()
    assert Party.objects.people().count() == 2
    assert not NotTheSame.objects.exists()


def test_told_apart_is_remembered_and_can_be_reconsidered(manager, pmo):
    one, two = Party.objects.create(name="Ana"), Party.objects.create(name="Ana")
    told = actions.tell_apart(one=two, other=one, by=manager)
    assert (told.first, told.second) == (one, two)
    assert actions.tell_apart(one=one, other=two, by=manager) == told
    with pytest.raises(PermissionDenied):
        actions.reconsider(told=told, by=pmo)
    actions.reconsider(told=told, by=manager)
    assert not NotTheSame.objects.exists()
    with pytest.raises(Refused):
        actions.tell_apart(one=one, other=one, by=manager)
