"""The help page prints the table that the code asks; the top bar knows its numbers."""

import re

import pytest

from projects.permissions import REMARKS, SITE_TABLE, TABLE, Standing
from tests.cast import make_criterion
from tests.overview.reading import read, read_html

pytestmark = pytest.mark.django_db


def test_the_permission_table_is_the_one_that_is_asked(client, outsider):
    html = client.sign_in(outsider).get("/help/").content.decode()
    table = html.split('id="permissions"', 1)[1].split("<table", 1)[1].split("</table>", 1)[0]
    rows = [re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in table.split("<tr>")]
    printed = {read_html(row[0]): [read_html(cell) for cell in row[1:]] for row in rows if row}
    for permission, allowed in {**TABLE, **SITE_TABLE}.items():
        cells = printed[str(permission)[0].upper() + str(permission)[1:]]
        for standing, cell in zip(Standing, cells, strict=True):
            remark = REMARKS.get((permission, standing))
            assert (remark or ("yes" if standing in allowed else "no")) in cell


def test_everybody_signed_in_reads_it(client, outsider):
    assert client.get("/help/").status_code == 302
    page = client.sign_in(outsider).get("/help/")
    for words in ("You manage a project", "You sponsor a project", "You are a customer of a project", "The keyboard"):
        assert words in read(page)
    assert client.post("/help/").status_code == 405


def test_the_bar_counts_reviews_for_sponsors_and_shows_the_directory_to_its_readers(
    new_client, project, manager, sponsor, customer, outsider, pmo
):
    tom = project.stakeholders.get(party__user=customer)
    make_criterion(tom, by=manager, confirmed=True)
    bars = {
        user.name: read(new_client(user).get("/help/")).split("Search everything", 1)[0]
        for user in (manager, sponsor, customer, outsider, pmo)
    }
    bars = {name: bar.split("Customer register My work", 1)[1].strip() for name, bar in bars.items()}
    assert bars == {
        "Priya Nair": "Projects People & groups",
        "Dana Whitfield": "Projects Reviews 1 waiting",
        "Tom Bexley": "Projects",
        "Otto Outsider": "Projects",
        "Olu Viewer": "Projects People & groups",
    }


@pytest.mark.parametrize("who", ["manager", "sponsor", "customer", "outsider", "pmo", "admin"])
def test_the_bar_costs_one_statement(request, client, statements, project, who):
    client.sign_in(request.getfixturevalue(who))
    with statements(at_most=3) as seen:  # session, user, and the bar's one
        client.get("/help/")
    assert len(seen) == 3
