"""Text as it is kept: one form of every letter, single blanks, nothing hidden that deceives; at every door."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from customers.actions import log_somebody
from customers.forms import PartyForm
from customers.models import Party, Role
from registry.search import fold
from registry.text import REFUSED, bidi, tidy
from tests.cast import make_customer

OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   Maria\tda Silva ", "Ana Maria da Silva"),
        ("Jose\u0301", "José"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("one\r\ntwo\u2028three", "one two three"),
        ("zero\u200bwidth, soft\u00adhyphen\ufeff", "zerowidth, softhyphen"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 Ada", "👩\u200d🚒 Ada"),
        ("Ж", "Ж"),
        ("", ""),
    ],
)
def test_a_name_is_kept_in_one_form(typed, kept):
    assert tidy(typed) == kept


def test_words_of_several_lines_keep_their_lines():
    assert tidy("  First  line \r\n\r\n second\tline  \n", lines=True) == "First line\n\nsecond line"


@pytest.mark.parametrize("hidden", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\x00", "\x07", "\x9f"])
def test_what_deceives_is_refused_by_its_name(hidden):
    with pytest.raises(ValidationError) as refused:
        tidy(f"inv{hidden}oice")
    assert f"U+{ord(hidden):04X}" in refused.value.messages[0]


@given(st.text(max_size=60), st.booleans())
def test_tidying_twice_is_tidying_once(text, lines):
    try:
        kept = tidy(text, lines=lines)
    except ValidationError:
        assert REFUSED.search(text)
        return
    assert tidy(kept, lines=lines) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert fold(kept).split() == fold(fold(kept)).split()


def test_the_form_refuses_at_the_field_and_keeps_what_was_typed(client, project, manager):
    customer = make_customer(project, "Tom Bexley", by=manager)
    url = f"/people/{customer.party_id}/edit/"
    data = {"name": f"Tom{OVERRIDE}Bexley", "version": customer.party.version}
    response = client.sign_in(manager).post(url, data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "U+202E (right-to-left override)" in page
    assert f"Tom{OVERRIDE}Bexley" in page
    assert Party.objects.get(pk=customer.party_id).name == "Tom Bexley"


def test_every_text_field_of_a_form_tidies(project, manager):
    party = make_customer(project, "Tom Bexley", by=manager).party
    form = PartyForm({"name": " Jose\u0301   Maria ", "title": "Head\u200b of  x", "version": 1}, instance=party)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["name"], form.cleaned_data["title"]) == ("José Maria", "Head of x")
    assert form.fields["name"].widget.attrs["dir"] == "auto"


def test_an_action_and_an_import_are_refused_too(project, manager):
    role = Role.objects.get(name="Customer")
    with pytest.raises(ValidationError):
        log_somebody(project=project, name=f"Tom{OVERRIDE}", roles=[role], by=manager)
    with pytest.raises(ValidationError):
        log_somebody(project=project, name="Tom", roles=[role], why=f"pays{OVERRIDE}", by=manager)
    with pytest.raises(ValidationError), transaction.atomic():
        Party.objects.create(name=f"Tom{OVERRIDE}")
    assert not Party.objects.filter(name__startswith="Tom").exists()
    party = Party.objects.create(name="  Jose\u0301  B. ")
    assert Party.objects.get(pk=party.pk).name == "José B."


def test_the_admin_refuses_too(client, admin):
    data = {"name": f"Tom{OVERRIDE}", "kind": "person", "side": ""}
    response = client.sign_in(admin).post("/admin/customers/party/add/", data)
    assert response.status_code in (200, 422)
    assert "right-to-left override" in response.content.decode()
    assert not Party.objects.exists()


def test_a_login_is_refused_too(client, admin):
    data = {"name": f"Ada{OVERRIDE}", "email": "ada.b@example.org", "is_active": "on"}
    response = client.sign_in(admin).post("/admin/accounts/user/add/", data)
    assert "right-to-left override" in response.content.decode()
    assert list(User.objects.values_list("name", flat=True)) == ["Ada Admin"]


@pytest.mark.parametrize("name", ["é" * 200, "🦊" * 200, "שרה" * 66 + "כן", "W" * 200])
def test_two_hundred_letters_are_two_hundred_letters_on_either_engine(db, name):
    party = Party(name=name)
    party.full_clean()
    party.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(name) FROM customers_party WHERE id = %s", [party.pk])
        assert cursor.fetchone() == (200,)
    with pytest.raises(ValidationError):
        Party(name=name + "x").full_clean()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dana & Tom", "Dana & Tom"),
        ("שרה 3 & Tom", "<bdi>שרה</bdi> 3 &amp; Tom"),
        ("שרה כהן, דוד לוי", "<bdi>שרה כהן</bdi>, <bdi>דוד לוי</bdi>"),
        ("<b>שרה</b>", "&lt;b&gt;<bdi>שרה</bdi>&lt;/b&gt;"),
        ("فاطمة ١٢ ت answers", "<bdi>فاطمة ١٢ ت</bdi> answers"),
    ],
)
def test_runs_from_right_to_left_are_set_apart(text, shown):
    assert str(bidi(text)) == shown
