"""Headers that columns of registers customarily have, in eleven languages, by the field that they mean.

Each is enough by itself, whatever the cells say; "notes" are headers that mean nothing else the register keeps.
"""

HEADERS = {
    "id": """
        Código; Codice; Cod.; Kód; Código del interesado; ID Stakeholder; Stakeholder-ID; Stakeholder Nr.; Nr. crt.;
        Ord.; Item nº; Nº; Nº de orden; Numer; Číslo; Číslo řádku; №; Номер; Шифр; Kodu; Sıra; S/N; Sl. No.; S. No;
        Ref. no.; Ref #; STK ID; Reg. No.; Volgnummer; Volgnr; N. progr.; N. ordine; Réf.; Référence; Kürzel-ID
    """,
    "name": """
        Stakeholder; Name des Stakeholders; Stakeholder / Gruppe; Nom de l'acteur; Nom et prénom; Nom, Prénom;
        Nombre del interesado; Actor; Actores; Nome do stakeholder; Parte interessada (nome); Nome e cognome; Soggetto;
        Soggetti interessati; Naam stakeholder; Betrokkene; Betrokken partij; Actor / partij; Nazwa interesariusza;
        Imię i nazwisko; Podmiot; Název zainteresované strany; Zájmová skupina; Jméno; Наименование стейкхолдера;
        Стейкхолдер; Заинтересованное лицо; Участник; Ф.И.О.; Paydaş; Paydaş Adı; Adı Soyadı; İlgili Taraf;
        Interested parties; Actor / institution; Full Name; Stakeholder name(s); Name of person or group;
        Stakeholder Group; Consultee; Third party; Who; Interessengruppe; Projektbeteiligte; Akteur; Anspruchsgruppe
    """,
    "title": """
        Job Title; Position / Title; Job role; Stellung; Funktion im Unternehmen; Position im Unternehmen;
        Dienststellung; Fonction; Poste occupé; Intitulé du poste; Qualité; Cargo; Puesto; Cargo / Puesto; Función;
        Posición en la empresa; Cargo / Função; Função na empresa; Qualifica; Posizione aziendale; Incarico;
        Ruolo aziendale; Functie; Functietitel; Stanowisko; Stanowisko służbowe; Pozice; Funkce; Pracovní pozice;
        Должность; Позиция в компании; Unvan; Görevi; Ünvanı; Designation
    """,
    "organisation": """
        Company; Employer; Institution; Department / Division; Org. unit; Organisationseinheit; Abteilung; Amt;
        Dienststelle; Behörde / Institution; Firma; Fachbereich; Structure; Organisme; Service; Direction;
        Établissement; Entité; Organización; Entidad; Institución; Área; Dependencia; Gerencia; Departamento;
        Organização; Órgão; Instituição; Unidade; Setor; Secretaria; Ente; Ente di appartenenza; Azienda; Struttura;
        Ufficio; Unità organizzativa; Organisatie; Afdeling; Bedrijf; Instantie; Dienst; Jednostka organizacyjna; Dział;
        Instytucja; Organizace; Instituce; Oddělení; Pracoviště; Организация; Компания; Отдел; Подразделение; Ведомство;
        Учреждение; Kurum; Birim; Kuruluş; Müdürlük; Şirket; Directorate; Business unit; Ministry / Agency;
        Faculty / School
    """,
    "roles": """
        Role in project; Project role; Projektrolle; Rolle im Projekt; Rolle; Rôle; Rôle dans le projet; Rol;
        Rol en el proyecto; Papel no projeto; Função no projeto; Papel; Ruolo; Ruolo nel progetto; Projectrol;
        Rol in het project; Rola w projekcie; Rola; Role v projektu; Роль; Роль в проекте; Projedeki Rolü; Rolü;
        Programme role
    """,
    "email": """
        Email; E-mail address; Mail; Mailadresse; E-Mail-Adresse; Courriel; Adresse mél; Correo; Correo electrónico;
        Correo-e; Correio eletrónico; Endereço eletrônico; Posta elettronica; PEC; E-mailadres; Mailadres;
        E-mail służbowy; E-mailová adresa; Эл. почта; Электронная почта; Адрес эл. почты; E-posta adresi; E-posta
    """,
    "phone": """
        Phone; Tel.; Tel. No.; Mobile; Cell; Extension; Telefon; Telefonnummer; Durchwahl; Handy; Téléphone; Tél.;
        Portable; Numéro de téléphone; Teléfono; Móvil; Celular; Telefone; Telemóvel; Ramal; Telefono; Cellulare;
        Telefoonnummer; Mobiel; Tel. komórkowy; Numer telefonu; Mobil; Тел.; Телефон; Моб. телефон; Мобильный телефон;
        Telefon No; Cep Telefonu; Dahili No
    """,
    "contact": """
        Contact details; Contact info; Kontaktdaten; Kontakt; Coordonnées; Contacto; Datos de contacto; Contato;
        Dados para contato; Contatti; Recapiti; Contactgegevens; Dane kontaktowe; Kontakt (tel., e-mail);
        Kontaktní údaje; Контакты; Контактная информация; İletişim Bilgisi; Email / phone
    """,
    "internal_external": """
        Internal/External; Intern/Extern; Int./Ext.; Interne ou externe; Interne / Externe; Interno/Externo;
        Interno o esterno; Wewnętrzny/zewnętrzny; Interní / externí; Внутренний / внешний; İç/Dış
    """,
    "influence": """
        Influence; Power; Level of power; Decision power; Ability to influence; Influence on project;
        Degree of influence; Einfluss; Einflussstärke; Macht; Macht/Einfluss; Einflussmöglichkeit; Entscheidungsmacht;
        Pouvoir; Influence sur le projet; Niveau d'influence; Degré d'influence; Capacité d'influence;
        Pouvoir de décision; Poder; Influencia; Nivel de influencia; Grado de poder; Poder de influência; Influência;
        Grau de influência; Potere; Influenza; Grado di influenza; Potere decisionale; Invloed; Mate van invloed; Wpływ;
        Siła oddziaływania; Władza; Stopień wpływu; Vliv; Moc; Míra vlivu; Влияние; Степень влияния; Власть;
        Уровень влияния; Сила влияния; Полномочия; Etki; Güç; Etki düzeyi; Etki gücü; How influential are they?
    """,
    "interest": """
        Level of interest; Interest in project (H/M/L); Grad des Interesses; Betroffenheit; Interesse; Niveau d'intérêt;
        Degré d'intérêt; Intérêt; Nivel de interés; Interés; Grau de interesse; Nível de interesse; Grado di interesse;
        Livello di interesse; Mate van belang; Poziom zainteresowania; Zainteresowanie; Stopień zainteresowania;
        Míra zájmu; Zájem; Интерес; Уровень заинтересованности; Заинтересованность; İlgi; İlgi düzeyi
    """,
    "engagement_now": """
        Current engagement; Current level of engagement; Attitude; Stance; Support level; Level of support;
        Current state; Position on project; Disposition; Sentiment; Einstellung; Haltung; Einstellung zum Projekt;
        Grundhaltung; Akzeptanz; Unterstützungsgrad; Haltung (Ist); Ist-Engagement; Attitude actuelle;
        Position vis-à-vis du projet; Positionnement; Niveau d'adhésion; Soutien; Niveau d'engagement actuel; Actitud;
        Postura; Posición frente al proyecto; Nivel de apoyo; Compromiso actual; Nivel de participación actual; Atitude;
        Posicionamento; Postura frente ao projeto; Nível de apoio; Engajamento atual; Atteggiamento;
        Posizione rispetto al progetto; Livello di coinvolgimento attuale; Grado di supporto; Houding; Huidige houding;
        Standpunt; Draagvlak; Huidig betrokkenheidsniveau; Nastawienie; Stosunek do projektu; Postawa;
        Obecny poziom zaangażowania; Postoj; Postoj k projektu; Současná úroveň zapojení; Míra podpory; Отношение;
        Отношение к проекту; Текущий уровень вовлеченности; Уровень поддержки; Tutum; Projeye karşı tutumu;
        Mevcut katılım düzeyi; Destek düzeyi; Duruş
    """,
    "engagement_wanted": """
        Desired engagement; Target engagement; Desired level of support; Required commitment; Target state;
        Soll-Haltung; Haltung (Soll); Gewünschte Einstellung; Ziel-Engagement; Angestrebtes Engagement;
        Engagement souhaité; Niveau cible; Attitude souhaitée; Positionnement cible; Niveau d'engagement visé;
        Compromiso deseado; Nivel de participación deseado; Actitud deseada; Nivel esperado; Engajamento desejado;
        Atitude desejada; Coinvolgimento desiderato; Atteggiamento atteso; Livello di coinvolgimento desiderato;
        Gewenste houding; Gewenste betrokkenheid; Pożądany poziom zaangażowania; Docelowa postawa;
        Požadovaná úroveň zapojení; Cílový postoj; Желаемый уровень вовлеченности; Целевое отношение; Желаемая позиция;
        Hedeflenen katılım
    """,
    "expectations": """
        Needs; Needs and wants; Key concerns; Concerns; Issues; Issues raised; Key issues; Motivation;
        What's in it for them; Drivers; What do they want?; What they expect; Success criteria; Hopes and fears;
        Erwartungen; Befürchtungen; Anliegen; Ziele; Interessen; Was erwartet der Stakeholder?; Erwartet vom Projekt;
        Wünsche; Forderungen; Nutzen; Attentes; Besoins; Enjeux; Craintes; Préoccupations; Ce qu'il attend du projet;
        Motivations; Freins; Revendications; Intérêts; Expectativas; Necesidades; Intereses; Preocupaciones;
        Lo que espera del proyecto; Qué espera del proyecto; Demandas; Problemas percibidos; Requisitos; Necessidades;
        Anseios; O que espera; Interesses; Receios; Medos; Aspettative; Bisogni; Esigenze; Timori; Interessi;
        Cosa si aspetta dal progetto; Richieste; Criticità; Verwachtingen; Belangen; Wensen en eisen; Zorgen;
        Wat verwacht men van het project; Pijnpunten; Oczekiwania; Potrzeby; Obawy; Interesy;
        Czego oczekuje od projektu; Wymagania; Očekávání; Potřeby; Obavy; Zájmy; Co očekává od projektu; Požadavky;
        Ожидания; Потребности; Интересы; Опасения; Что ожидает от проекта; Чего хочет; Требования; Beklentiler;
        İhtiyaçlar; Endişeler; Projeden beklentisi; Çıkarları; Talepler; Kaygılar
    """,
    "strategy": """
        Strategy; Engagement strategy; Approach; Actions; Next steps; Action plan; How to manage; Engagement approach;
        Maßnahmen; Massnahme; Umgang; Strategie; Vorgehen; Handlungsbedarf; Stratégie; Actions à mener; Plan d'action;
        Leviers; Modalités d'association; Estrategia; Acciones; Plan de acción; Estrategia de gestión; Estratégia;
        Ações; Plano de ação; Ações previstas; Strategia; Azioni; Piano d'azione; Misure; Aanpak; Acties;
        Te nemen acties; Działania; Sposób postępowania; Opatření; Akce; Стратегия; Действия; План действий; Меры;
        Мероприятия; Strateji; Eylem planı; Alınacak aksiyonlar; Yapılacaklar
    """,
    "communication": """
        Communication; Channel; Preferred channel; Frequency; Method; Message; Information needs; Comms;
        Meeting cadence; Touchpoints; Kommunikation; Kanal; Kommunikationsweg; Häufigkeit; Informationsbedarf; Turnus;
        Medium; Kernbotschaft; Canal; Fréquence; Moyen de communication; Supports de communication; Messages clés;
        Besoins d'information; Canal de comunicación; Frecuencia; Medio de comunicación; Mensaje clave; Periodicidad;
        Canal de comunicação; Frequência; Meio; Mensagem; Canale; Frequenza; Mezzo di comunicazione; Messaggio chiave;
        Periodicità; Kanaal; Frequentie; Communicatiemiddel; Kernboodschap; Informatiebehoefte; Kanał; Częstotliwość;
        Forma komunikacji; Sposób komunikacji; Kluczowe komunikaty; Kanál; Četnost; Frekvence; Forma komunikace;
        Klíčové sdělení; Канал; Частота; Способ коммуникации; Периодичность; Ключевые сообщения; Форма взаимодействия;
        İletişim kanalı; Sıklık; İletişim yöntemi; İletişim şekli; Ana mesaj
    """,
    "raci": """
        RACI; RASCI; RACI-Rolle; Rôle RACI; Matriz RACI; RACI code
    """,
    "priority": """
        Priority; Importance; Rank; Priorität; Wichtigkeit; Bedeutung; Rang; Priorité; Importance pour le projet;
        Prioridad; Importancia; Relevancia; Prioridade; Importância; Priorità; Rilevanza; Importanza; Prioriteit;
        Belangrijkheid; Priorytet; Ważność; Znaczenie; Istotność; Priorita; Důležitost; Význam; Приоритет; Важность;
        Значимость; Öncelik; Önem; Önem derecesi
    """,
    "notes": """
        Comments; Remarks; Last contact; Last contact date; Date added; Date of last meeting; Due date; Owner;
        Relationship owner; Location; Address; Address line 1; Postcode; City; Risk; RAG status; Status; Version;
        Bemerkungen; Anmerkung; Kommentar; Letzter Kontakt; Termin; Verantwortlich; Standort; Ort; PLZ; Risiko;
        Konfliktpotenzial; Remarques; Commentaires; Dernier contact; Date du dernier contact; Échéance; Responsable;
        Adresse; Ville; Risques; Observaciones; Comentarios; Último contacto; Fecha; Responsable de la acción;
        Ubicación; Localidad; Riesgos; Observações; Último contato; Responsável; Prazo; Data; Localização; Endereço;
        Note; Annotazioni; Ultimo contatto; Scadenza; Responsabile; Sede; Indirizzo; Rischi; Opmerkingen; Toelichting;
        Laatste contact; Datum; Verantwoordelijke; Locatie; Risico's; Uwagi; Ostatni kontakt; Osoba odpowiedzialna;
        Lokalizacja; Ryzyko; Poznámka; Poslední kontakt; Termín; Odpovídá; Místo; Rizika; Примечание; Комментарий;
        Дата последнего контакта; Последний контакт; Срок; Ответственный; Город; Адрес; Риски; Notlar; Açıklamalar;
        Son görüşme tarihi; Son temas; Sorumlu; Adres; Şehir; Riskler; Tarih
    """,
}
