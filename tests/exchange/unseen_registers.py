"""A last lot of registers, written after the vocabulary: what it makes of them is what it makes of any other."""

from .registers import register

UNSEEN = {
    "interested parties of a quality system": register(
        [
            "Interested Parties Register | | | Doc. no. QM-04",
            "Interested party | Internal / External | Needs and expectations | Legal or other obligation (Y/N) | "
            "Risks | "
            "Opportunities | Monitoring method | Review date",
            "Employees | Internal | Safe work | Y | Injuries | Ideas | Survey | 2026-05-01",
            "Neighbours | External | Quiet nights | N | Complaints | Goodwill | Hotline log | 2026-05-01",
        ],
        "name internal_external expectations notes notes notes|expectations notes|communication notes",
        names=["Employees", "Neighbours"],
        header_row=2,
    ),
    "Norwegian": register(
        [
            "Interessent | Kontaktperson | Rolle | Innflytelse | Interesse | Holdning | Forventninger | Tiltak | "
            "Kanal | Frekvens | "
            "Kommentar",
            "Kommunen | Ola Lie | Prosjekteier | Høy | Høy | Positiv | Åpent i tide | Møter | Møte | Månedlig | ",
            "Naboer | Kari Moe | Bruker | Lav | Høy | Skeptisk | Lite støy | Brev | Brev | Ved behov | velforening",
        ],
        "name contact|notes|organisation roles influence interest engagement_now expectations strategy communication "
        "communication notes",
        names=["Kommunen", "Naboer"],
    ),
    "Danish": register(
        [
            "Navn | Stilling | Virksomhed | Telefon | Mail | Rolle i projektet | Indflydelse | Holdning | Behov | "
            "Handlinger",
            "Mette Bro | Direktør | Bro A/S | 33 55 01 01 | mette@example.org | Projektejer | Høj | Positiv | "
            "Overblik | Månedsmøde",
            "Lars Kær | Elektriker | Kær El | 33 55 01 02 | lars@example.org | Leverandør | Lav | Neutral | "
            "Tegninger | Ugemøde",
        ],
        "name title organisation phone email roles influence engagement_now expectations strategy",
        names=["Mette Bro", "Lars Kær"],
    ),
    "Hungarian": register(
        [
            "Sorszám | Érintett | Beosztás | Szervezet | Szerep | Elérhetőség | Elvárások | Befolyás | Érdekeltség | "
            "Hozzáállás | "
            "Kommunikáció módja | Megjegyzés",
            "1 | Kis Anna | igazgató | Kikötő Kft. | Szponzor | anna@example.org | Határidő | magas | magas | "
            "támogató | Értekezlet | ",
            "2 | Nagy Béla | mérnök | Híd Zrt. | Szállító | bela@example.org | Fizetés | alacsony | közepes | "
            "semleges | E-mail | ",
        ],
        "id name title organisation roles contact expectations influence interest engagement_now communication notes",
        names=["Kis Anna", "Nagy Béla"],
    ),
    "Romanian": register(
        [
            "Nr. crt. | Parte interesată | Funcția | Instituția | Rol | Date de contact | Așteptări | Influență | "
            "Interes | Atitudine | "
            "Observații",
            "1 | Ioana Pop | Director | Primăria | Beneficiar | ioana@example.org | Termen | ridicată | mare | "
            "susținător | ",
            "2 | Radu Ene | Inginer | Pod SRL | Furnizor | 021 555 0102 | Plată | scăzută | medie | neutru | ",
        ],
        "id name title organisation roles contact expectations influence interest engagement_now notes",
        names=["Ioana Pop", "Radu Ene"],
    ),
    "consultation": register(
        [
            "Ref | Consultee | Statutory? | Contact name | Contact email | Contact tel. | Issues raised | Our "
            "response | Level of "
            "support (1-5) | Date consulted | Follow-up actions",
            "C1 | Rivers agency | Yes | Gwen Hart | gwen.hart@example.org | 0117 496 0101 | Flood risk | Wall raised "
            "| 3 | 2026-01-05 | "
            "Send drawings",
            "C2 | Parish council | No | Bob Tench | bob.tench@example.org | 0117 496 0102 | Lorries | Route moved | "
            "4 | 2026-01-09 | "
            "Visit",
        ],
        "id name notes contact|notes|name email phone expectations|notes strategy|notes engagement_now notes strategy",
        names=["Rivers agency", "Parish council"],
    ),
    "sales team": register(
        [
            "Contact | Job Function | Account | Buying role | Relationship strength | Sentiment | Goals | Pain "
            "points | Linkedin | "
            "Work email | Cell",
            "Kim Solberg | VP Operations | Nordic Oil | Economic buyer | Strong | Positive | Cut downtime | Late "
            "parts | in/kim | "
            "kim@example.org | +47 55 50 10 20",
            "Per Ås | Engineer | Nordic Oil | Influencer | Weak | Negative | Better data | Three tools | in/per | "
            "per@example.org | "
            "+47 55 50 10 21",
        ],
        "name title organisation roles|notes notes engagement_now expectations expectations notes email phone",
        names=["Kim Solberg", "Per Ås"],
    ),
    "agile": register(
        [
            "Persona | Real person | Team | Decision maker? | What success looks like | Worries | How often to talk "
            "| How to reach",
            "Dispatcher | Bea Kohl | Control room | yes | No calls to drivers | New screens | weekly | bea@example.org",
            "Driver | Ed Marsh | Fleet | no | One app | Phone breaks | monthly | 0171 5550170",
        ],
        "name|roles|title name organisation notes expectations expectations communication contact",
        names=["Bea Kohl", "Ed Marsh"],
    ),
    "German association": register(
        [
            "Stakeholderregister Projekt Stadtpark",
            "",
            "lfd. Nr. | Name | Vorname | Firma | Position | Projektrolle | intern/extern | Macht | Interesse | "
            "Haltung (+/o/-) | Wünsche "
            "und Anforderungen | Konfliktpotenzial | Strategie | Tel. | Mail",
            "1 | Sommer | Ute | Gartenamt | Amtsleiterin | Auftraggeberin | intern | hoch | hoch | + | Fertig zum "
            "Fest | gering | eng "
            "einbinden | 030 555 0101 | ute.sommer@example.org",
            "2 | Winter | Kai | Bau Winter GmbH | Geschäftsführer | Auftragnehmer | extern | mittel | hoch | o | "
            "Klare Pläne | mittel | "
            "informieren | 030 555 0102 | kai.winter@example.org",
            "3 | Herbst | Ina | Bürgerverein | Vorsitzende | Nutzer | extern | gering | hoch | - | Bäume bleiben | "
            "hoch | Gespräche | "
            "030 555 0103 | ina.herbst@example.org",
        ],
        "id name name organisation title roles internal_external influence interest engagement_now expectations "
        "notes strategy phone email",
        names=["Ute Sommer", "Kai Winter", "Ina Herbst"],
        header_row=3,
    ),
    "French associations": register(
        [
            "Acteur | Type d'acteur | Nom du représentant | Coordonnées | Enjeux | Pouvoir | Attitude | Actions à "
            "mener | Commentaires",
            "Mairie | Interne | Luc Bon | luc.bon@example.org | Image de la ville | Fort | Pour | Comité mensuel | ",
            "Riverains | Externe | Zoé Puy | 01 55 50 10 10 | Moins de bruit | Faible | Contre | Réunion publique | ",
        ],
        "name internal_external contact|notes|name contact expectations influence engagement_now strategy notes",
        names=["Mairie", "Riverains"],
    ),
    "Spanish municipality": register(
        [
            "Grupo de interés | Representante | Cargo | Intereses | Nivel de influencia | Nivel de interés | "
            "Posición frente al "
            "proyecto | Compromiso deseado | Plan de acción | Responsable | Periodicidad",
            "Vecinos | Ana Gil | Presidenta | Parque abierto | Alto | Alto | En contra | Neutral | Reuniones | JP | "
            "Mensual",
            "Proveedores | Raúl Paz | Gerente | Cobrar | Bajo | Medio | A favor | A favor | Correo | JP | Trimestral",
        ],
        "name contact|notes|name title expectations influence interest engagement_now engagement_wanted strategy "
        "notes communication",
        names=["Vecinos", "Proveedores"],
    ),
    "responsibilities": register(
        [
            "Full Name | Designation | Business Unit | Responsible | Accountable | Consulted | Informed | Phone ext. "
            "| E-mail ID",
            "Asha Rao | General manager | Plant 2 |  | Yes |  |  | 4711 | asha@example.org",
            "Vik Shah | Engineer | Plant 2 | Yes |  |  | Yes | 4712 | vik@example.org",
        ],
        "name title organisation raci raci raci raci phone email",
        names=["Asha Rao", "Vik Shah"],
    ),
    "university": register(
        [
            "Stakeholder / Partner | Category | Relevance to project | Stake in project | Potential impact of "
            "project on them | "
            "Influence | Perceived attitude | Strategies for engagement | Tools | Lead organisation",
            "Farmers union | External | Owns the fields | Cheaper water | Less cost | 4 | supportive | Field days | "
            "Radio | Uni Aal",
            "Region office | External | Pays half | Jobs | Good press | 5 | neutral | Briefings | Letters | Uni Aal",
        ],
        "name internal_external|notes notes|interest expectations notes|expectations influence engagement_now "
        "strategy communication|notes "
        "notes|organisation",
        names=["Farmers union", "Region office"],
    ),
    "Polish office": register(
        [
            "Interesariusz | Typ | Osoba kontaktowa | E-mail | Tel. kom. | Potrzeby | Obawy | Siła wpływu | Poziom "
            "poparcia | "
            "Częstotliwość kontaktu | Odpowiedzialny",
            "Związek zawodowy | wewnętrzny | Adam Kos | adam@example.org | 600 555 010 | Podwyżki | Zwolnienia | "
            "duży | przeciwny | co "
            "tydzień | KP",
            "Gmina | zewnętrzny | Iza Maj | iza@example.org | 600 555 011 | Podatki | Hałas | średni | neutralny | "
            "co miesiąc | KP",
        ],
        "name internal_external contact|notes email phone expectations expectations influence engagement_now "
        "communication notes",
        names=["Związek zawodowy", "Gmina"],
    ),
    "Russian company": register(
        [
            "Сторона | Внутренняя/внешняя | Представитель | Эл. почта | Тел. | Требования | Уровень влияния | "
            "Уровень поддержки | Способ "
            "коммуникации | Периодичность | Комментарий",
            "Цех 4 | внутренняя | Иван Орлов | orlov@example.org | +7 495 555 01 01 | Меньше простоев | высокий | "
            "против | совещание | "
            "еженедельно | ",
            "Поставщик стали | внешняя | Анна Белова | belova@example.org | +7 495 555 01 02 | Оплата | средний | "
            "нейтрально | письмо | "
            "ежемесячно | ",
        ],
        "name internal_external contact|notes|name email phone expectations influence engagement_now communication "
        "communication notes",
        names=["Цех 4", "Поставщик стали"],
    ),
}
