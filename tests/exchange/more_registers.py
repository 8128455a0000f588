"""Further registers, of other methods, tools and languages than those the vocabulary was begun with."""

from exchange.table import Merge

from .registers import register

MORE = {
    "PMBOK register": register(
        [
            "Project Title: | Tram extension | | Date Prepared: | 2026-02-02",
            "",
            "Name | Position | Role | Contact Information | Requirements | Expectations | Influence | Classification",
            "Paula Reis | Transport planner | Subject matter expert | paula.reis@example.org | Step-free stops | "
            "Asked before "
            "drawings are final | M | Internal",
            "Shop owners | - | Other | shops@example.org | Access while digging | Told a week ahead | H | External",
        ],
        "name title roles contact expectations expectations influence internal_external|notes",
        names=["Paula Reis", "Shop owners"],
        header_row=3,
    ),
    "engagement assessment matrix": register(
        [
            "Stakeholder Engagement Assessment Matrix",
            "Stakeholder | Unaware | Resistant | Neutral | Supportive | Leading",
            "Noah Weiss |  |  | C | D | ",
            "Elif Tan |  | C |  | D | ",
            "Audit office | C |  | D |  | ",
            "C = current, D = desired",
        ],
        "name engagement_now engagement_now engagement_now engagement_now engagement_now",
        names=["Noah Weiss", "Elif Tan", "Audit office"],
        header_row=2,
        merges=[Merge(0, 0, 0, 5)],
    ),
    "two levels": register(
        [
            "",
            " | No. | Stakeholder | Assessment | | Engagement | | Action plan | Owner",
            " | | | Power | Interest | Current | Target | | ",
            " | 1 | Rosa Lind | High | Low | Neutral | Supportive | Show the first results | PM",
            " | 2 | Omar Haddad | Low | High | Resistant | Neutral | Talk in person | PM",
        ],
        "id name influence interest engagement_now engagement_wanted strategy notes",
        names=["Rosa Lind", "Omar Haddad"],
        header_row=2,
        merges=[Merge(1, 3, 1, 4), Merge(1, 5, 1, 6), Merge(1, 1, 2, 1), Merge(1, 2, 2, 2)],
    ),
    "PRINCE2 communication": register(
        [
            "Interested party | Interest in the project | Current relationship | Desired relationship | Key messages "
            "| Information "
            "needed | Frequency | Method | Responsible",
            "Wanda Crane | Wants lower running costs | Good | Better | Savings on track | Cost report | Monthly | "
            "Meeting | PM",
            "Night staff | Shifts may change | Poor | Fair | No shift is lost | Rota | Weekly | Notice board | Team "
            "lead",
        ],
        "name expectations engagement_now|notes engagement_wanted|notes communication communication|expectations "
        "communication communication "
        "notes|communication",
        names=["Wanda Crane", "Night staff"],
    ),
    "PM2 matrix": register(
        [
            "ID | Stakeholder Name | Organisation / Unit | Role in the Project | Interest (1-5) | Influence (1-5) | "
            "Attitude | "
            "Expectations | Engagement Strategy | E-mail | Comments",
            "1 | Kaja Novak | DG Transport | Project Owner (PO) | 5 | 5 | Supportive | On time | Manage closely | "
            "kaja.novak@example.org | ",
            "2 | Luc Petit | IT unit | Solution Provider (SP) | 3 | 4 | Neutral | Clear scope | Keep satisfied | "
            "luc.petit@example.org | New",
        ],
        "id name organisation roles interest influence engagement_now expectations strategy email notes",
        names=["Kaja Novak", "Luc Petit"],
    ),
    "German": register(
        [
            "Projekt: | Nordkai",
            "",
            "Nr. | Stakeholder | Ansprechpartner | Funktion | Organisation / Abteilung | Einfluss (1-10) | Interesse "
            "(1-10) | "
            "Einstellung zum Projekt | Erwartungen / Befürchtungen | Maßnahmen | Kommunikationsform | Häufigkeit | "
            "Verantwortlich | "
            "Bemerkung",
            "1 | Betriebsrat | Uwe Kranz | Vorsitzender | Hafen AG | 8 | 9 | kritisch | Keine Mehrarbeit | Früh "
            "einbinden | Gespräch "
            "| 14-tägig | PL | -",
            "2 | Einkauf | Jana Busch | Leiterin Einkauf | Hafen AG | 5 | 3 | neutral | Rahmenverträge nutzen | "
            "Informieren | E-Mail "
            "| monatlich | PL | k.A.",
            "3 | Bauaufsicht | Timo Fell | Sachbearbeiter | Stadt | 10 | 2 | positiv | Unterlagen vollständig | "
            "Termin anfragen | "
            "Brief | bei Bedarf | PL | ",
        ],
        "id name contact|notes title|roles organisation influence interest engagement_now expectations strategy "
        "communication communication "
        "notes notes",
        names=["Betriebsrat", "Einkauf", "Bauaufsicht"],
        header_row=3,
    ),
    "French": register(
        [
            "REGISTRE DES PARTIES PRENANTES",
            "N° | Partie prenante | Fonction | Service | Rôle dans le projet | Attentes | Niveau d'influence | "
            "Niveau d'intérêt | "
            "Position actuelle | Position souhaitée | Stratégie d'engagement | Canal de communication | Fréquence | "
            "Remarques",
            "1 | Aline Roux | Directrice financière | Finances | Commanditaire | Retour en deux ans | Élevé | Moyen "
            "| Favorable | "
            "Favorable | La voir avant chaque comité | Réunion | Mensuelle | ",
            "2 | Agents d'accueil | - | Accueil | Utilisateurs finaux | Moins de saisies | Faible | Élevé | Réticent "
            "| Neutre | "
            "Formation sur place | Affichage | Hebdomadaire | Deux équipes",
        ],
        "id name title|roles organisation roles expectations influence interest engagement_now engagement_wanted "
        "strategy communication "
        "communication notes",
        names=["Aline Roux", "Agents d'accueil"],
        header_row=2,
        merges=[Merge(0, 0, 0, 13)],
    ),
    "Spanish": register(
        [
            "ID | Nombre | Apellidos | Cargo | Empresa | Rol en el proyecto | Correo electrónico | Teléfono | "
            "Expectativas | Poder | "
            "Interés | Actitud | Interno / Externo | Estrategia",
            "1 | Lucía | Ramos Vega | Jefa de compras | Puerto Sur SA | Patrocinador | lucia.ramos@example.org | 910 "
            "555 010 | Sin "
            "sobrecostes | Alto | Medio | A favor | Interno | Gestionar de cerca",
            "2 | Iván | Soto | Técnico | Grúas SL | Proveedor | ivan.soto@example.org | 910 555 011 | Pagos "
            "puntuales | Bajo | Alto | "
            "Neutral | Externo | Mantener informado",
        ],
        "id name name title organisation roles email phone expectations influence interest engagement_now "
        "internal_external strategy",
        names=["Lucía Ramos Vega", "Iván Soto"],
    ),
    "Portuguese": register(
        [
            "Parte interessada | Cargo / Função | Área | Papel no projeto | Necessidades e expectativas | Influência "
            "| Interesse | "
            "Engajamento atual | Engajamento desejado | Estratégia | Meio de comunicação | Frequência | Observações",
            "Beatriz Nunes | Gerente de TI | Tecnologia | Patrocinadora | Menos chamados | Alta | Alta | Apoiador | "
            "Líder | "
            "Reunião quinzenal | Reunião | Quinzenal | ",
            "Rui Prado | Analista | Operações | Usuário-chave | Treino antes | Média | Alta | Neutro | Apoiador | "
            "Incluir nos "
            "testes | E-mail | Semanal | férias em maio",
        ],
        "name title organisation roles expectations influence interest engagement_now engagement_wanted strategy "
        "communication communication "
        "notes",
        names=["Beatriz Nunes", "Rui Prado"],
    ),
    "Italian": register(
        [
            "N. | Cognome | Nome | Ente | Ruolo nel progetto | Recapiti | Aspettative | Potere | Interesse | "
            "Atteggiamento | Azioni | "
            "Note",
            "1 | Conti | Marta | Comune | Committente | marta.conti@example.org | Piazza aperta | alto | alto | "
            "favorevole | Incontro "
            "mensile | ",
            "2 | Gallo | Pietro | Gallo Srl | Fornitore | 02 555 0101 | Pagamenti a 30 giorni | medio | basso | "
            "neutrale | "
            "Telefonata | ",
        ],
        "id name name organisation roles contact expectations influence interest engagement_now strategy notes",
        names=["Marta Conti", "Pietro Gallo"],
    ),
    "Dutch": register(
        [
            "Belanghebbende | Organisatie | Functie | Rol | Belang | Invloed | Houding | Verwachtingen | Aanpak | "
            "Communicatiemiddel | Opmerkingen",
            "Sanne de Wit | Gemeente | Beleidsadviseur | Opdrachtgever | hoog | hoog | voorstander | Draagvlak | "
            "Betrekken | Overleg | "
            "",
            "Buurtvereniging | - | - | Klant | hoog | laag | tegen | Minder geluid | Informeren | Nieuwsbrief | ",
        ],
        "name organisation title roles interest|expectations influence engagement_now expectations strategy "
        "communication notes",
        names=["Sanne de Wit", "Buurtvereniging"],
    ),
    "Polish": register(
        [
            "Lp. | Imię i nazwisko | Stanowisko | Dział | Rola w projekcie | Wpływ | Zainteresowanie | Postawa wobec "
            "projektu | "
            "Oczekiwania | Strategia działania | Sposób komunikacji | Uwagi",
            "1 | Ewa Lis | Dyrektor IT | IT | Sponsor projektu | wysoki | średnie | zwolennik | Stabilny system | "
            "Ścisła współpraca | "
            "Spotkanie | ",
            "2 | Jan Bąk | Kierownik magazynu | Logistyka | Kluczowy użytkownik | niski | wysokie | przeciwnik | "
            "Mniej papieru | "
            "Szkolenie | Telefon | urlop",
        ],
        "id name title organisation roles influence interest engagement_now expectations strategy communication notes",
        names=["Ewa Lis", "Jan Bąk"],
    ),
    "Czech": register(
        [
            "Zainteresovaná strana | Jméno | Pozice | Vliv | Zájem | Postoj | Očekávání | Opatření | Komunikační "
            "kanál | Četnost | "
            "Poznámka",
            "Odbory | Petr Malý | předseda | vysoký | vysoký | odpůrce | Jistota práce | Pravidelné schůzky | osobně "
            "| měsíčně | ",
            "Dodavatel IT | Hana Dvořáková | jednatelka | střední | nízký | podporovatel | Včasné platby | Smlouva | "
            "e-mail | týdně | ",
        ],
        "name|organisation contact|notes|name title influence interest engagement_now expectations strategy "
        "communication communication notes",
        names=["Petr Malý", "Hana Dvořáková"],
    ),
    "Russian": register(
        [
            "Реестр заинтересованных сторон",
            "№ | ФИО | Должность | Организация | Роль в проекте | Контакты | Ожидания | Влияние | Интерес | "
            "Отношение к проекту | "
            "Стратегия взаимодействия | Примечание",
            "1 | Ольга Зимина | Директор | Порт | Спонсор проекта | zimina@example.org | Срок | высокое | высокий | "
            "поддерживает | "
            "Личные встречи | ",
            "2 | Пётр Лыков | Инженер | Порт | Ключевой пользователь | lykov@example.org | Меньше отчётов | низкое | "
            "средний | "
            "нейтрально | Демонстрации | ",
        ],
        "id name title organisation roles contact expectations influence interest engagement_now strategy notes",
        names=["Ольга Зимина", "Пётр Лыков"],
        header_row=2,
    ),
    "Salesforce": register(
        [
            "Account Name,First Name,Last Name,Title,Department,Email,Phone,Mobile,Mailing City,Contact Owner,Lead "
            "Source,Last Activity,"
            "Description".replace(",", " | "),
            "Quay Ltd | Nina | Abel | Buyer | Purchasing | nina.abel@example.org | +44 20 7946 0101 | +44 7700 "
            "900101 | London | Rob "
            "Hale | Web | 2026-01-12 | Met at the fair",
            "Crane plc | Sam | Odell | CFO | Finance | sam.odell@example.org | +44 20 7946 0102 |  | Hull | Rob Hale "
            "| Referral | "
            "2026-02-02 | ",
        ],
        "organisation name name title notes email phone notes notes notes notes notes notes",
        names=["Nina Abel", "Sam Odell"],
    ),
    "directory export": register(
        [
            "DisplayName,UserPrincipalName,JobTitle,Department,CompanyName,Office,MobilePhone,Manager,Country".replace(
                ",", " | "
            ),
            "Arne Vik | arne.vik@example.org | Developer | R&D | Quay Ltd | Oslo 4 | +47 55 50 10 10 | Siv Moe | "
            "Norway",
            "Siv Moe | siv.moe@example.org | Head of R&D | R&D | Quay Ltd | Oslo 4 | +47 55 50 10 11 |  | Norway",
        ],
        "name email title notes organisation notes phone notes notes",
        names=["Arne Vik", "Siv Moe"],
    ),
    "health service": register(
        [
            "Stakeholder group | Named contact | Organisation | Why are they important? | What matters to them? | "
            "Current level of "
            "support | Required level of support | Power | How will we engage? | When / how often | Lead",
            "GPs | Dr Amy Cole | Local practices | They refer | Less paperwork | Neutral | Supportive | High | "
            "Evening briefings | "
            "Monthly | AB",
            "Patients |  | Patient forum | They use it | Shorter waits | Supportive | Supportive | Low | Forum | "
            "Quarterly | CD",
        ],
        "name contact|notes organisation notes|expectations expectations engagement_now engagement_wanted influence "
        "strategy communication notes",
        names=["GPs", "Patients"],
    ),
    "change management": register(
        [
            "Impacted group | # of people | Sponsor | Impact | Attitude (-2..+2) | Concerns | What's in it for them "
            "| Actions | Status",
            "Nurses | 120 | Ida Moor | High | -1 | More clicks | Less walking | Train on the ward | Open",
            "Porters | 30 | Ida Moor | Low | 1 | Lost phones | One list | Posters | Done",
        ],
        "name notes|id notes|roles influence|notes engagement_now expectations expectations strategy notes",
        names=["Nurses", "Porters"],
    ),
    "Swedish": register(
        [
            "Intressent | Organisation | Roll | Inflytande | Intresse | Inställning | Behov | Åtgärd | Kanal | "
            "Ansvarig | Kommentar",
            "Karin Ek | Kommunen | Beställare | Hög | Hög | Positiv | Öppet i tid | Möte | Möte | PL | ",
            "Bussbolaget | - | Leverantör | Låg | Medel | Neutral | Besked tidigt | Brev | E-post | PL | ",
        ],
        "name organisation roles influence interest engagement_now expectations strategy communication notes notes",
        names=["Karin Ek", "Bussbolaget"],
    ),
    "Turkish": register(
        [
            "Sıra No | Adı Soyadı | Unvanı | Kurumu | Projedeki Rolü | E-posta | Telefon | Beklentiler | Güç | İlgi "
            "| Tutum | İç/Dış | "
            "Açıklama",
            "1 | Ayşe Işık | Müdür | Liman AŞ | Sponsor | ayse@example.org | 0212 555 01 01 | Zamanında bitsin | "
            "yüksek | yüksek | "
            "olumlu | iç | ",
            "2 | Cem Uçar | Uzman | Belediye | Kullanıcı | cem@example.org | 0212 555 01 02 | Az gürültü | düşük | "
            "orta | olumsuz | dış | ",
        ],
        "id name title organisation roles email phone expectations influence interest engagement_now "
        "internal_external notes",
        names=["Ayşe Işık", "Cem Uçar"],
    ),
    "small business": register(
        [
            "Who | What they do | Company | Reach them at | Cares about | Good for us? | Next step",
            "Lena Frost | Runs the shop | Frost & Co | lena@example.org | Cash at month end | yes | Call on Monday",
            "Max Behr | Fixes the vans | Behr GmbH | 0171 5550155 | Spare parts | yes | Send list",
        ],
        "name title|notes|roles organisation contact|email|phone expectations|notes notes|engagement_now strategy",
        names=["Lena Frost", "Max Behr"],
    ),
    "Ukrainian": register(
        [
            "№ | Ім'я | Посада | Організація | Роль | Вплив | Інтерес | Очікування | Ставлення | Примітки",
            "1 | Олена Бойко | Директор | Порт | Спонсор | високий | середній | Вчасно | підтримує | ",
            "2 | Ігор Лис | Інженер | Порт | Користувач | низький | високий | Простота | нейтральне | ",
        ],
        "id name title organisation roles influence interest expectations engagement_now notes",
        names=["Олена Бойко", "Ігор Лис"],
    ),
}
