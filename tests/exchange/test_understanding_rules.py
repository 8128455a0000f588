"""What a register says in ways of its own: the rules that no list of words replaces."""

import pytest

from exchange.understanding import read_rows, understand
from exchange.understanding.guessing import guesses

from .customary_headers import HEADERS
from .registers import register


def understood(*lines):
    """(fields, rows) of a register of these "cell | cell" lines, the first of which are its headers."""
    book = register(lines, "", names=[]).book
    found = understand(book)
    fields = [column.field.value if column.field else "-" for column in found.columns]
    return fields, [row for row in read_rows(book.sheets[0], found) if not row.skipped]


@pytest.mark.parametrize("field", HEADERS)
def test_a_customary_header_is_enough(field):
    missed = []
    for header in HEADERS[field].split(";"):
        found = guesses(header.strip())
        is_known = bool(found) and found[0][1] >= 0.5 and found[0][0].value == field
        if not is_known and not (field == "notes" and not found):
            missed.append(header.strip())
    assert missed == []


def test_a_group_of_whom_nobody_is_named_stands_for_itself():
    fields, rows = understood(
        "Third party | Named contact | E-mail",
        "Harbour Office | Anna Berg | anna@example.org",
        "Residents of Mill Lane | | lane@example.org",
        "Rail users | Jon Dahl | jon@example.org",
    )
    lane = rows[1].facts
    assert (lane.name, lane.kind, rows[1].problems) == ("Residents of Mill Lane", "group", ())
    assert "email" in fields


def test_a_sentence_below_the_table_is_nobody():
    _, rows = understood(
        "Name | Role | Interest | Notes",
        "Anna Berg | Sponsor | High | Meets on Mondays",
        "Jon Dahl | End user | Low | By phone",
        "Lena Holm | End user | Low | By mail",
        "",
        "Reviewed quarterly by the Programme Board",
    )
    assert [row.facts.name for row in rows] == ["Anna Berg", "Jon Dahl", "Lena Holm"]


def test_first_name_and_surname_are_one_though_another_column_could_be_a_name():
    fields, rows = understood(
        "First name | Surname | Statutory consultee (Y/N) | Interest",
        "Morag | Sinclair | Y | High",
        "Ewan | Baird | N | Low",
    )
    assert [row.facts.name for row in rows] == ["Morag Sinclair", "Ewan Baird"]
    assert fields[2] not in {"name", "roles", "strategy"}


def test_ticks_below_a_channel_are_no_addresses():
    fields, rows = understood(
        "Name | Email | Newsletter | Role",
        "Anna Berg | ✔ | ✔ | Sponsor",
        "Jon Dahl | ✔ | | End user",
        "Lena Holm | | ✔ | End user",
    )
    assert fields[1] != "email"
    assert [row.problems for row in rows] == [(), (), ()]


def test_a_person_with_address_or_number_in_one_cell_is_a_contact():
    fields, rows = understood(
        "Structure | Personne à contacter | Rôle",
        "Mairie de Saint-Aubin | Awa Sylla, +221 33 555 01 02 | Commanditaire",
        "Riverains du quai | ines@example.org | Utilisateur",
        "Port autonome | Inès Maury <maury@example.org> | Fournisseur",
    )
    assert fields[1] == "contact"
    assert [problem for row in rows for problem in row.problems] == []


def test_a_day_of_the_last_contact_is_no_contact():
    fields, _ = understood(
        "Nombre | Último contacto | Interés",
        "Ana Ruiz | 02/11/2026 | alto",
        "Luis Vega | 14/10/2026 | bajo",
    )
    assert fields == ["name", "notes", "interest"]


def test_letters_of_raci_in_brackets_behind_words_of_any_language():
    fields, _ = understood(
        "Nome | Responsável (R) | Aprovador (A) | Consultado (C) | Informado (I)",
        "Ana Lima | X | | | ",
        "Rui Costa | | X | | X",
        "Eva Melo | | | X | ",
    )
    assert fields == ["name", "raci", "raci", "raci", "raci"]


@pytest.mark.parametrize("header", ["Estado deseado", "Stato desiderato", "Hedef Durum", "Haltung (Soll)"])
def test_attitudes_that_are_wished_for(header):
    fields, _ = understood(
        f"Name | Attitude | {header}",
        "Anna Berg | neutral | supportive",
        "Jon Dahl | resistant | neutral",
        "Lena Holm | unaware | leading",
    )
    assert fields == ["name", "engagement_now", "engagement_wanted"]


def test_names_of_bodies_are_groups():
    names = [
        "Staatsarchiv",
        "Estudiantes de grado",
        "İl Sağlık Müdürlüğü",
        "Medici di base",
        "Verkehrsbetriebe Aarhagen",
    ]
    _, rows = understood(
        "Name | Interest", *(f"{name} | High" for name in [*names, "Anna de Berg", "Jon van der Dahl"])
    )
    assert [row.facts.kind for row in rows] == ["group"] * len(names) + ["person", "person"]
