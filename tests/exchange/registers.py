"""Registers as people have them: headers as they were seen in the wild, the people invented.

Each is a Book with, for every column of its table, the field that a careful reader would give it ("|" where two would
do, "-" for none).
"""

from dataclasses import dataclass

from exchange.table import Book, Merge, Sheet


@dataclass(frozen=True)
class Register:
    book: Book
    sheet: int
    header_row: int
    fields: tuple  # one for each column with a header, in order
    names: tuple

    @property
    def rows(self):
        return self.book.sheets[self.sheet].rows


def register(rows, fields, *, names, sheet=0, header_row=1, merges=(), before=(), after=(), name="Sheet1"):
    """`rows` as "cell | cell" lines or lists; `fields` as one line of words."""
    rows = [split(row) for row in rows]
    book = Book([*before, Sheet(name, rows, list(merges)), *after])
    return Register(book, sheet, header_row, tuple(fields.split()), tuple(names))


def split(row):
    cells = (
        row if isinstance(row, list) else [cell.strip().replace("\\n", "\n") for cell in row.split("|")] if row else []
    )
    while cells and not cells[-1]:
        cells = cells[:-1]
    return list(cells)


A = register(
    [
        "ID | Name | Organizational position | Project role | Contacts | Group | Main interests | Worry | Power "
        "(1-4) | "
        "Interest (1-4) | Strategy | Description of the communication strategy | Preferred form of communication | "
        "Participation in the project phase",
        "1 | Anna Berg | Finance director | Sponsor | anna.berg@example.org | Other internal | A budget that holds | "
        "Late "
        "surprises | 4 | 3 | Manage closely | Weekly talk before the committee | Meeting | All",
        "2 | Jon Dahl | Head of sales | Key user | jon.dahl@example.org, +44 20 7946 0011 | Customer | Fewer clicks "
        "an order "
        "| Training in the busy season | 2 | 4 | Keep informed | Demo each sprint | E-mail | Testing",
        "3 | Mara Okafor | Account manager | Supplier | +44 20 7946 0012 | Supplier | Paid on time | - | 1 | 2 | "
        "Monitor | "
        "Monthly call | Phone | Delivery",
        "4 | City planning office | - | - | - | Regulator | Rules are kept | Complaints | 3 | 1 | Keep satisfied | "
        "Formal "
        "letters | Letter | Approval",
    ],
    "id name title roles contact roles|internal_external|notes|organisation expectations expectations influence "
    "interest "
    "strategy communication communication notes",
    names=["Anna Berg", "Jon Dahl", "Mara Okafor", "City planning office"],
)

B = register(
    [
        "",
        "Stakeholder Register",
        "Project Name: | Harbour lights",
        "Prepared By: | Ines Vogt",
        "Last Update: | 2026-03-02",
        "",
        "ID | Stakeholder Name | Stakeholder Type\\n(Customer, Vendor, Employee, Regulator etc.) | Project "
        "Role\\n(what they do "
        "in the project) | Level of Influence (High, Medium, Low) | What are their needs & expectations\\n(in their "
        "own words) | "
        "How will we meet needs & expectations? | Impact on Project (Positive, Negative, Neutral) | Information "
        "Needs | "
        "Contact Details",
        "1 | Ruth Amsel | Customer | Sponsor | High | Open on the first of May | Weekly look at the plan | Positive "
        "| Monthly "
        "report | Ruth Amsel\\nruth.amsel@example.org\\n+49 40 5550 101",
        "2 | Lamps & Sons Ltd | Vendor | Supplier | Medium | Clear drawings | One contact for all questions | "
        "Neutral | "
        "Drawings | office@example.org",
        "3 | Yusuf Kaya | Employee | Team member | L | - | Say early what is wanted | Negative | n/a | 040 5550 103",
        "",
        "Version 1.2 - template by the project office",
        "© 2026 Harbour lights",
    ],
    "id name internal_external|roles roles influence expectations strategy engagement_now communication contact",
    names=["Ruth Amsel", "Lamps & Sons Ltd", "Yusuf Kaya"],
    header_row=7,
)

C = register(
    [
        "Stakeholder Register",
        "# | Stakeholder | Role | Attitude | Interests | Level of Impact | Level of Influence | Communications "
        "Preferences | "
        "Location | Success Criteria | Work Hours",
        "1 | Olga Brandt | Sponsor | Supporter | Costs under control | High | High | E-mail, Fridays | Leeds | Paid "
        "back in two "
        "years | 9-5",
        "2 | Peter Ahn | End user | Against | Keeps his spreadsheets | Medium | Low | Phone | Seoul | No double "
        "entry | shifts",
        "3 | Works council | Other | Neutral | No overtime | High | Medium | Meeting | Leeds | Agreement signed | 9-5",
    ],
    "id name roles engagement_now expectations notes|interest influence communication notes expectations notes",
    names=["Olga Brandt", "Peter Ahn", "Works council"],
    sheet=2,
    header_row=2,
    merges=[Merge(0, 0, 0, 10)],
    before=[
        Sheet(
            "Instructions",
            [["How to use this template"], ["Fill in one row for each stakeholder."], ["Role", "What they do"]],
        ),
        Sheet(
            "Blank Template",
            [
                ["Stakeholder Register"],
                split(
                    "# | Stakeholder | Role | Attitude | Interests | Level of Impact | Level of Influence | "
                    "Communications "
                    "Preferences | Location | Success Criteria | Work Hours"
                ),
                ["1"],
                ["2"],
                ["3"],
            ],
        ),
    ],
    name="Example project",
)

D = register(
    [
        "RACI",
        "Name | Organization | Role | R | A | C | I | Comments",
        "Dora Lind | Water board | Sponsor |  | x |  |  | Signs the budget",
        "Emil Ostrow | Water board | Project manager | x |  |  |  | ",
        "Nadia Rahal | Rahal Engineering GmbH | Supplier | x |  | x |  | Site only",
        "Residents |  | End users |  |  |  | x |",
        "v1.3",
    ],
    "name organisation roles raci raci raci raci notes",
    names=["Dora Lind", "Emil Ostrow", "Nadia Rahal", "Residents"],
    header_row=2,
    merges=[Merge(0, 0, 0, 7)],
)

E = register(
    [
        "Type | Role | Organization | Description | Expectations",
        "Internal | Product owner | Ferry line | Decides what is built | Fewer calls at the desk",
        "Internal | Ticket inspector | Ferry line | Checks tickets on board | Works without a network",
        "External | Passenger | - | Travels each day | Knows when the ferry is late",
        "External | Harbour authority | Port of Aal | Grants the berth | Reports on time",
    ],
    "internal_external name organisation notes expectations",
    names=["Product owner", "Ticket inspector", "Passenger", "Harbour authority"],
)

F = register(
    [
        "Stakeholder | Role | PowerScore (1-5) | InterestScore (1-5) | Needs",
        "Greta Holm | Sponsor | 5 | 4 | One number for the board",
        "Call centre | End users | 2 | 5 | Answers on one screen",
    ],
    "name roles influence interest expectations",
    names=["Greta Holm", "Call centre"],
)

G = register(
    [
        "name | email | phone | position | organization_unit | manager_name | manager_email | notes | "
        "influence_level | "
        "interest_level | support_level | risk_level | confidence_level | communication_style",
        "Hugo Sand | hugo.sand@example.org | +1 202 555 0101 | Head of IT | IT | Rita Moor | rita.moor@example.org | "
        "Likes facts | "
        "high | medium | supportive | low | high | direct",
        "Ida Falk | ida.falk@example.org |  | Analyst | Finance | Rita Moor | rita.moor@example.org |  | low | high "
        "| neutral | "
        "medium | low | written",
    ],
    "name email phone title organisation notes notes notes influence interest engagement_now notes notes communication",
    names=["Hugo Sand", "Ida Falk"],
)

H = register(
    [
        "Number | User | Portfolio | Level of Interest | Assessment recipient | Approver | Influence | Engagement "
        "(Supportive/Resistant/Neutral/Leading) | Function",
        "STK001 | Carl Nowak | Digital | High | true | false | Medium | Supportive | Finance manager",
        "STK002 | Leila Aziz | Digital | Low | false | true | High | Resistant | Head of operations",
    ],
    "id name notes|organisation interest notes notes influence engagement_now title|roles",
    names=["Carl Nowak", "Leila Aziz"],
)

I = register(  # noqa: E741 - the letter that it has in the list
    [
        "ID | Name | Role | Functional Area | Email | Phone",
        "1 | Tom Erdmann | Project Sponsor | Operations | tom.erdmann@example.org | 0171 5550101",
        "2 | Sofia Lund | Business analyst | IT | sofia.lund@example.org | 0171 5550102",
    ],
    "id name roles organisation email phone",
    names=["Tom Erdmann", "Sofia Lund"],
)

J = register(
    [
        "Name | Position | Location | Role in Project | Contact Information | Major Requirements | Main Expectations "
        "| "
        "Potential Influence | Phase of Most Interest | Internal/External | Supporter/Neutral/Resistor",
        "Vera Stone | Plant manager | Lyon | Sponsor | vera.stone@example.org | Runs at night | No stop longer than "
        "a day | High "
        "| Execution | Internal | Supporter",
        "Ali Demir | Site lead | Izmir | Key user | +90 232 555 0102 | Spare parts in store | - | Medium | Closing | "
        "Internal | "
        "Resistor",
        "Grid operator | - | - | Supplier | desk@example.org | Notice of 30 days | Keeps to the plan | H | Planning "
        "| External | "
        "Neutral",
    ],
    "name title notes roles contact expectations expectations influence notes internal_external engagement_now",
    names=["Vera Stone", "Ali Demir", "Grid operator"],
)

K = register(
    [
        "",
        "|PAYDAŞ KAYIT FORMU",
        "",
        "|Proje Adı: | Liman Işıkları",
        "|Hazırlayan: | Işıl Çınar",
        "|Tarih: | 2026-04-01",
        "",
        "",
        "|ADI | Rolü | İletişim Bilgileri | İletişim Stratejisi | İletişim Sıklığı | Paydaş Türü | Etki | Öncelik "
        "Düzeyi",
        "|Işıl Çınar | Proje Sponsoru | isil.cinar@example.org\\n+90 212 555 01 01 | Düzenli toplantı | Haftalık | "
        "İç | Yüksek | 1",
        "|İlker Şahin | Anahtar Kullanıcı | ilker@example.org | E-posta ile bilgi | Aylık | İç | Orta | 2",
        "|Deniz Belediyesi | Müşteri | - | Resmi yazı | Üç ayda bir | Dış | Düşük | 3",
    ],
    "name roles contact communication|strategy communication internal_external influence priority",
    names=["Işıl Çınar", "İlker Şahin", "Deniz Belediyesi"],
    header_row=9,
    merges=[Merge(1, 1, 1, 8)],
)

SEEN = {"A": A, "B": B, "C": C, "D": D, "E": E, "F": F, "G": G, "H": H, "I": I, "J": J, "K": K}
