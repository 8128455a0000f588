"""What the words of column headers mean: one idea, the words for it in many languages.

Written as they are said; they are compared folded (no accents, no case). `word` is the whole word, `word*` its
beginning, `*word*` any part of it (for languages that join words), `two_words` the words one after the other.
"""

IDEAS = {
    "stakeholder": """
        stakeholder* *stakeholder* consultee* interest_group interest_groups grupo_de_interés
        grupos_de_interés
        groupe_d_intérêt groupes_d_intérêt gruppo_di_interesse gruppi_di_interesse grupo_de_interesse
        grupa_interesu
        сторона стороны interested_party interested_parties affected_party affected_parties
        *anspruchsgruppe* interessengruppe* interessensgruppe* interessenträger* interessenspartner*
        beteiligte betroffene*
        partie_prenante parties_prenantes partie_intéressée parties_intéressées acteur acteurs
        parte_interesada partes_interesadas interesado interesados interesada involucrado involucrados
        parte_interessada partes_interessadas interessado interessados
        parte_interessata parti_interessate portatore_di_interesse portatori_di_interesse
        portatore_d_interesse
        belanghebbende* belangengroep* interesariusz* zainteresowana_strona strona_zainteresowana
        strony_zainteresowane
        zainteresovan* zúčastněn* стейкхолдер* стейкхолдэр* заинтересованн* участник* зацікавлен*
        стейкголдер*
        paydaş* intressent* interessent* partea_interesată parte_interesată părți_interesate
        părţi_interesate
        érintett érintettek érdekelt érdekelt_fél érdekeltek sidosryhmä*
        soggetto soggetti betrokkene betrokkenen betrokken_partij* podmiot podmioty zájmová_skupina
        zájmové_skupiny ilgili_taraf ilgili_taraflar projektbeteiligte*
        target_group target_groups audience audiences doelgroep* público_alvo público_objetivo
        público_de_interés целевая_аудитория hedef_kitle grupa_docelowa cílová_skupina zielgruppe*
        public_cible interveniente* envolvido envolvidos attore attori aktér aktéři účastník účastníci
        dotčen* muhatap partij partijen beteiligter constituency
    """,
    "name": """
        name names *name fullname full_name display_name displayname naam nom noms nombre nombres nome nomes
        nominativo
        vollständiger_name nom_complet nom_et_prénom nom_et_prénoms prénom_et_nom nom_prénom nombre_completo
        nombre_y_apellido nombre_y_apellidos apellidos_y_nombre nome_completo nome_e_sobrenome nome_e_cognome
        cognome_e_nome vor_und_nachname vor_und_zuname name_und_vorname voor_en_achternaam imię
        imię_i_nazwisko
        nazwisko_i_imię imiona nazwa jméno jméno_a_příjmení příjmení_a_jméno název имя фио ф_и_о имя_и_фамилия
        фамилия_и_имя фамилия_имя фамилия_имя_отчество наименование название ім_я імя піб назва ad adı
        ad_soyad
        adı_soyadı ad_soyadı isim ismi isim_soyisim namn för_och_efternamn navn for_og_efternavn nume
        nume_și_prenume
        nume_şi_prenume nume_complet denumire név teljes_név megnevezés nimi denominación denominazione
        denominação
        dénomination bezeichnung first_and_last_name name_surname name_and_surname who wer
    """,
    "first": """
        first_name firstname forename forenames given_name givenname given_names vorname* prénom prénoms
        primer_nombre
        nombre_de_pila primeiro_nome voornaam voornamen křestní_jméno förnamn fornavn keresztnév utónév
        prenume fname
    """,
    "last": """
        last_name lastname surname surnames family_name familyname nachname* familienname* zuname
        nom_de_famille
        apellido apellidos sobrenome apelido último_nome cognome achternaam familienaam nazwisko příjmení
        фамилия
        прізвище soyad soyadı soyisim efternamn efternavn etternavn vezetéknév nume_de_familie lname sn
    """,
    "person": """
        person persons people personne personnes persona personas pessoa pessoas persoon osoba osoby лицо
        kişi személy
        user users benutzer nutzer utilisateur usuario usuário utente gebruiker użytkownik uživatel
        пользователь
        kullanıcı användare bruger bruker felhasználó individual individuals participant participants
        teilnehmer*
        member members mitglied* membre membres miembro miembros membro membri employee employees
        mitarbeiter*
        mitarbeitende* collaborateur empleado colaborador dipendente medewerker pracownik zaměstnanec
        сотрудник
        çalışan personel medarbetare medarbejder ansatt key_player key_players player attendee
        recipient_name party
        osoba_imię actor actors actores attori aktör akteur akteure
    """,
    "contact person": """
        contact_person contact_persons contact_name ansprechpartner* ansprechperson* kontaktperson*
        personne_de_contact
        interlocuteur* persona_de_contacto pessoa_de_contato pessoa_de_contacto referente
        persona_di_contatto
        contactpersoon osoba_kontaktowa osoba_do_kontaktu kontaktní_osoba контактное_лицо
        irtibat_kişisi
        ilgili_kişi kapcsolattartó* persoană_de_contact контактна_особа main_contact primary_contact
        key_contact
        point_of_contact poc representative representatives vertreter* représentant* representante*
        rappresentante*
        vertegenwoordiger* przedstawiciel* zástupce представител* temsilci* represented_by
        personne_à_contacter persona_de_enlace
    """,
    "role": """
        role roles role_name *rolle rolle* *rollen rol rollen rola role rôle rôles ruolo ruoli papel papéis
        роль роли
        rolü roller rolleri roll szerep* rolul capacity involvement_type projektfunktion*
        projectrol*
    """,
    "responsibility": """
        contribut* nature_of_involvement beitrag
        responsibilit* verantwortung* verantwortlichkeit* zuständigkeit* aufgabe aufgaben
        responsabilité*
        responsabilidad* responsabilità responsabilidade* verantwoordelijkheid*
        verantwoordelijkheden taken taak
        odpowiedzialność zakres_odpowiedzialności zadania odpovědnost* обязанност* ответственность
        sorumluluk*
        ansvarsområde* felelősség* responsabilități duty duties task tasks contribution beitrag
    """,
    "responsible": """
        responsible* owner *owner owners verantwortlich* zuständig* responsable* responsabile*
        responsável
        verantwoordelijke* odpowiedzialny odpowiedzialna osoba_odpowiedzialna odpovědná odpovědný
        ответственный
        ответственное_лицо sorumlu sorumlusu ansvarig* ansvarlig* felelős responsabil accountable
        assigned_to assignee
        relationship_lead relationship_manager account_manager betreuer* kümmerer pilote titular
        handled_by led_by
        looked_after_by engagement_lead communicator sender absender responsible_party
    """,
    "manager": """
        manager manager_name line_manager vorgesetzt* supervisor reports_to superior supérieur* n+1 jefe
        chef przełożon*
        kierownik nadřízen* руководитель начальник yönetici amir gestor leidinggevende assistant secretary
        deputy
        stellvertret* delegate backup
    """,
    "project": """
        project projects project_s projekt* *projekt proyecto proyectos projet projets progetto progetti
        projeto
        projetos проект* proje projede projedeki projesi prosjekt* proiect* programme
    """,
    "title": """
        title titles job_title jobtitle job job_name job_function job_role job_description titel titre título
        titolo
        tytuł titul ünvan* unvan* tittel titlu stellenbezeichnung* stelle berufsbezeichnung* berufstitel
        cargo cargos
        puesto puesto_de_trabajo poste intitulé_de_poste fonction_poste intitulé_du_poste mansione qualifica
        profession*
        functietitel functiebenaming stanowisko stanowisko_pracy pracovní_pozice pozice_ve_firmě
        pracovní_zařazení
        должность посада görevi görev görev_unvanı stilling stillingsbetegnelse befattning beosztás munkakör
        dienststellung amtsbezeichnung designation occupation beruf grade post business_title position_title
        role_title position_name professional_title emploi incarico
        qualité
        profesión ocupación profissão ocupação carica beroep zawód profese профессия meslek
    """,
    "position": """
        position positions posición posição posizione positie pozice pozycja позиция позиції pozisyon*
        poziție pozíció
        standing hierarchy hierarchie*
        stellung
    """,
    "function": """
        function functions funktion* fonction* función funciones função funções funzione funzioni functie*
        funkcja
        funkce функция функції funksjon* functia funcția funkció fonksiyon*
    """,
    "towards": """
        towards toward about gegenüber zum wobec vis_à_vis vis_a_vis frente ante respecto rispetto
        tegenover vůči
        по_отношению ваші karşı mot overfor
    """,
    "organisation": """
        organisation* organization* organización organização organizzazione* organisatie* organizacja
        organizace
        организаци* організаці* organizasyon* organizați* kurum* kuruluş* company companies firm firms
        firma* unternehmen*
        betrieb société* entreprise* empresa* compañía companhia azienda* ditta società bedrijf*
        spółka předsiębiorstwo
        společnost podnik компани* предприяти* компанія şirket* işletme* företag* virksomhed* selskap*
        szervezet* cég*
        vállalat* companie agency agencies agencia agence agenzia behörde* institution* institución
        institución* institut*
        instituição istituzione instelling instytucja instituce учреждение установа ente entidad*
        entidade* entity
        employer arbeitgeber employeur account_name account parent_account body authority_name
        client_name customer_name
        supplier_name vendor_name partner_name org orga organismo organisme affiliation affiliazione
        zugehörigkeit
        company_name works_for represents mandant organisationszugehörigkeit
        structure structures struttura strutture appartenenza établissement* entité entités órgão
        órgãos instantie* ведомств* dienststelle* amt pracoviště
        gesellschaft träger collectivité* rattachement ministère* razón_social werkgever urząd úřad
        место_работы структура орган_власти
        part_of belongs_to gehört_zu
    """,
    "department": """
        department* dept depto abteilung* département* departamento* dipartimento* reparto afdeling*
        dział wydział
        oddział departament* oddělení odbor отдел* департамент* подразделение* підрозділ відділ
        departman* birim* bölüm*
        müdürlüğü müdürlük avdelning* avdeling* osztály* division* direktion* dezernat* service servicio
        serviço servizio
        referat bereich fachbereich* geschäftsbereich* *bereich business_unit business_units
        businessunit bu
        business_area business_line line_of_business lob functional_area functional_areas function_area
        unit units einheit*
        *einheit unidad unidade unità unité eenheid jednostka* komórka_organizacyjna útvar jednotka area
        areas área áreas
        aree faculty section sección branch directorate pôle pole direction dirección direção direzione
        secteur
        sector settore fakultät organizational_unit cost_center_name workstream work_stream
        dependencia dependencias gerencia setor setores secretaria secretarias ufficio uffici dienst
        diensten
        sparte lotação directie daire
    """,
    "group": """
        group groups gruppe* groupe groupes grupo grupos gruppo gruppi groep groepen grupa grupy skupina
        skupiny группа
        группы група grup grubu csoport* grupp* *gruppe team teams team_name équipe equipo equipe squadra
        zespół tým
        команда ekip takım
    """,
    "email": """
        email emails e_mail e_mails mail mails email_address e_mail_address email_id e_mail_id mail_id
        mailadresse*
        *mailadresse* emailadres* *mailadres mail_address correo correos correo_electrónico
        dirección_de_correo courriel
        courriels mél adresse_mail adresse_email adresse_électronique adresse_e_mail endereço_de_email
        indirizzo_email
        indirizzo_e_mail posta_elettronica e_posta eposta e_posta_adresi e_post epost e_postadress
        adres_e_mail
        adres_email poczta poczta_elektroniczna электронная_почта эл_почта эл_адрес электронный_адрес почта
        адрес_электронной_почты имейл емейл електронна_пошта e_mailová_adresa email_cím sähköposti smtp
        smtp_address
        user_principal_name userprincipalname upn work_email business_email correo_e adresă_de_email
        correio_eletrónico correio_eletrônico endereço_eletrónico endereço_eletrônico pec эл_почты
        электронной_почты
        adres_mailowy e_mailový_kontakt мейл е_мейл
    """,
    "phone": """
        phone phones phone_number phone_no telephone tel telefon* *telefon *telefonnummer teléfono teléfonos
        telefone
        telefones téléphone telefono telefoon* mobile mobiles mobil mobilnummer mobiltelefon*
        mobilní_telefon cell
        cell_phone cellphone handy handynummer portable móvil celular cellulare gsm telefon_komórkowy komórka
        telefonní_číslo телефон* моб тел мобильный мобільний numer_telefonu nr_telefonu nr_tel rufnummer*
        durchwahl
        desk_phone mobile_phone business_phone work_phone landline cep cep_telefonu whatsapp contact_number
        contact_no tlf phone_ext
        extension extensions telemóvel telemóveis ramal ramais mobiel dahili_no dahili_numara
        fixe telf fono fone
    """,
    "contact": """
        contact contacts contact_details contact_information contact_info contact_data contact_detail
        kontakt*
        kontaktdaten kontaktinformation* contacto contactos datos_de_contacto información_de_contacto
        coordonnées
        données_de_contact contatto contatti dati_di_contatto recapito recapiti informazioni_di_contatto
        contato contatos
        dados_de_contato dados_de_contacto informações_de_contato contactgegevens contactinformatie
        dane_kontaktowe
        kontaktní_údaje kontaktní_informace контакт контакты контактные_данные контактная_информация
        контактні_дані
        iletişim_bilgileri iletişim_bilgisi irtibat irtibat_bilgileri kontaktuppgifter kontaktoplysninger
        elérhetőség*
        date_de_contact erreichbarkeit how_to_reach
    """,
    "internal": """
        int int_ext i_e
        internal internals intern interne internes interner interno interna internos wewnętrzn* interní
        внутренн* iç
        dahili kurum_içi внутрішн* belső internt in_house
    """,
    "external": """
        ext
        external externals extern externe externes externer externo externa externos esterno esterna
        zewnętrzn* externí
        внешн* dış harici kurum_dışı зовнішн* külső eksternt ekstern externt
    """,
    "type": """
        type types typ typs tipo tipos tipi tip türü tür tipus tipologia typologie typologia kind art art_des
        categor*
        kategor* *kategorie *typ catégorie* categoría* categoria* categorie* категор* тип вид sınıf* class
        classification*
        klasse* klassifi* classificaz* clasificación classificação segment* rodzaj druh soort nature cluster
    """,
    "level": """
        state
        level levels grad stufe stufen *grad niveau niveaux nivel niveles nivell livello nível níveis poziom
        stopień
        úroveň míra уровень степень рівень ступінь düzeyi düzey seviye* derecesi nivå szint nivelul score
        scores rating
        ratings degree degrés bewertung beurteilung stärke höhe extent amount stake_level évaluation
        valoración
        valutazione avaliação ocena hodnocení оценка оцінка puan
    """,
    "interest": """
        interest interesse interest_in interested interés intérêt interes interesu *interesse
        interessenlage zainteresowanie
        zainteresowania_projektem zájem интерес заинтересованность интереса інтерес зацікавленість ilgi
        ilgisi intresse
        interes_în érdeklődés* érdekeltség* belang betroffenheit* affectedness
        zájmu заинтересованности they_care
        afectación afetação concernement
    """,
    "interests": """
        interests interessen *interessen intérêts intereses interessi interesses belangen zainteresowania
        interesy
        zájmy интересы інтереси ilgi_alanları ilgileri intressen area_of_interest areas_of_interest
        interest_area
        main_interest key_interest key_interests main_interests nature_of_interest what_interests
        interés_principal principal_interés interés_en_el_proyecto_descripción érdekek interese
    """,
    "influence": """
        influence influences influenc* einfluss* *einfluss* einfluß* influencia influenza influência
        invloed* wpływ*
        vliv* влияни* етки etki etkisi etkileme indflydelse innflytelse inflytande befolyás* influență
        influenţă вплив*
        power powers macht *macht pouvoir poder potere władza moc власть сила güç gücü makt magt hatalom
        putere
        leverage clout entscheidungsbefugnis*
        influent* siła_oddziaływania полномоч* zeggenschap* how_much_say
        ability_to_block decision_authority entscheidungsgewalt* poids peso força siła pravomoc*
        влиятельн* власти nüfuz
    """,
    "impact": """
        impact impacts auswirkung* *auswirkung* impacto impactos impatto impatti gevolg* oddziaływani*
        dopad* воздейств*
        påverkan* påvirkning* hatás* impactul effect effects impacted affected affect how_affected
        etkilenme*
    """,
    "engagement": """
        engagement engagements engaged *engagement compromiso involucramiento coinvolgimento engajamento
        envolvimento
        involvement betrokkenheid zaangażowani* angažovanost zapojení вовлеч* залучен* katılım katılımı
        bağlılık bağlılığı
        implicare elkötelez* participación participação commitment* commited einbindung* implication
        implicación
        engagement_level engagement_status awareness adoption
        betrokkenheids*
        comprometimento
    """,
    "attitude": """
        attitude attitudes stance haltung* einstellung* *einstellung *haltung actitud* postura
        atteggiamento
        atteggiamenti atitude* posicionamiento posicionamento houding postaw* nastawienie postoj*
        отношение ставлення
        tutum* duruş* holdning inställning hozzáállás* atitudine sentiment stimmung disposition support
        supports supporter*
        support_level unterstützung* apoyo apoio supporto sostegno steun wsparcie poparcie podpora
        поддержка підтримка
        destek* desteği stöd støtte támogat* sprijin soutien buy_in acceptance akzeptanz* resistance
        resistor* widerstand*
        opposition opponent* receptiv* supportive resistant favourability favorability for_or_against
        pro_contra
        pro_kontra readiness mood viewpoint adhésion
        positionnement* standpunkt* standpunt* draagvlak* podpory stosunek поддержки
        position_on_project position_on_the_project stellung_zum
        gesinnung posture predisposición predisposição adesão лояльност* tavır tavrı
        ressenti perception
    """,
    "current": """
        current currently now actual actuales aktuell* ist ist_zustand derzeit* heute heutig* actuel*
        attuale attuali atual
        huidig* obecn* současn* aktualn* aktuáln* stávající текущ* сегодня mevcut şimdiki nuvarande
        nuværende nåværende
        jelenlegi existing today present as_is curent* поточн* initial baseline
    """,
    "wanted": """
        desired required target targets targeted wanted soll soll_zustand *soll gewünscht* angestrebt*
        souhaité* cible visé*
        deseado* deseada* requerido desejado* desejada* desiderat* gewenst*
        docelow*
        pożądan* cílov* požadovan* žádouc* желаем* целев* требуем* hedeflenen istenen önskad*
        ønsket kívánt
        dorit* бажан* цільов* to_be planned optimal erwünscht* erforderlich* future zukünftig*
        atteso attesa attendu attendue esperado esperada
        pretendid* wunsch* docelowy docelowa
    """,
    "aim": """
        objetivo meta obiettivo doel hedef mål cél ziel alvo cil cel
        ziel*
    """,
    "expectation": """
        needed
        expect* erwartung* *erwartung* attente* expectativa* aspettativ* espectativa* verwachting*
        oczekiwan* očekáván*
        ожидани* beklenti* förvänt* forventning* elvárás* aşteptăr* așteptăr* очікуван*
        need needs bedarf bedürfnis* *bedürfnis* besoin* necesidad* necessidade* necessità bisogn*
        esigenz* behoefte*
        potrzeb* potřeb* потребност* потреб* ihtiyaç* behov* igény* nevoi nevoie
        requirement* requires anforderung* *anforderung* exigence* requisito* requisit* requerimiento*
        eisen wens wensen
        wymagan* požadav* требовани* вимог* gereksinim* krav* követelmény* cerințe cerinţe
        concern concerns sorge sorgen befürchtung* bedenken préoccupation* inquiétude* crainte*
        preocupación*
        preocupaciones preoccupazion* preocupaç* zorg zorgen obaw* obavy опасени* endişe* kaygı* worry
        worries fear*
        bekymring* aggodalm* îngrijor*
        benefit* nutzen* *nutzen vorteil* avantage* bénéfice* beneficio* benefíci* benefici* vantagg*
        voordel* baten
        korzyś* přínos* выгод* переваг* fayda* nytta nytte gains gain
        objective objectives goal goals ziele *ziele objectif objectifs objetivos obiettivi doelen
        doelstelling* cele
        cíle цели цілі amaç* amacı hedefler hedefleri célok obiective intérêts_et_attentes
        success* erfolg erfolg_* succès éxito sucesso successo sukces* úspěch* успех* başarı*
        success_criteria success_criterion success_factors critical_success_factors erfolgskriteri*
        erfolgsfaktor*
        critères_de_succès critères_de_réussite criterios_de_éxito critérios_de_sucesso
        criteri_di_successo succescriteri*
        kryteria_sukcesu kritéria_úspěchu критерии_успеха başarı_kriterleri framgångskriteri*
        definition_of_success
        desired_outcome desired_outcomes outcome outcomes desired_result desired_results
        expected_results
        what_matters what_is_important what_do_they important_to_them wichtig* what_they_value
        what_they_want wants
        wünsche *wünsche motivation* motive* motif* motivación* motywacj* motivac* мотивац* motivasyon*
        motivator*
        pain_point* pain_points value values value_criteria hopes wishes desires stake stakes enjeu
        enjeux anliegen
        what_s_in_it_for_them wiifm wins win drivers key_drivers priorities hot_buttons key_issues
        criteria kriterien criterios critères criteri agenda demands
        issue issues erwart* forderung* freins revendication* demandas qu_il_attend qu_ils_attendent
        attend_du attendent espera esperan esperam anseio* receio* medos miedos timor* temor* richiest*
        criticità aspetta aspettano verwacht* pijnpunt* oczekuj* očekáv* ожида* хочет хотят çıkarları
        talep* bekliyor* problemas_percibidos look_like looks_like resultado_esperado
        resultados_esperados résultat_attendu résultats_attendus risultato_atteso risultati_attesi
        problems problemi problèmes problemas problemen problémy проблемы sorunlar objection* objeción
        objeciones objeç* obiezion* einwand* einwände bezwaren bezwaar возражени* zastrzeżeni* námitk*
        itiraz* aspiration* aspiracion* aspiraç* ängste hoffnung* demandes reivindica* exigencias
        exigências dores motivazion* istanz* wat_wil wat_willen vrezen voor_hen_belangrijk chce chcą
        chtějí postulat* přání пожелани* запрос* страх* istek* çekince* görüşleri öneri* risques_perçus
        riesgos_percibidos rischi_percepiti riscos_percebidos
        preocupa preocupan was_will was_wollen will_er will_sie compte_pour_eux ce_qui_compte ils_veulent
    """,
    "how we": """
        how_will_we how_do_we how_can_we how_we how_to_engage how_to_manage how_to_involve how_to
        wie_gehen_wir
        wie_werden_wir wie_wir comment_allons_nous cómo_vamos come_gestire jak_będziemy
        wat_moeten_we wat_gaan_we was_müssen_wir was_tun_wir what_do_we what_will_we qué_haremos
        que_faire wat_doen_we что_делаем
        cómo_lo cómo_los comment_les
    """,
    "strategy": """
        strateg* *strategie* estrateg* stratég* стратег* strateji* approach* *ansatz vorgehen* approche*
        enfoque approccio abordagem aanpak
        podejście přístup подход підхід yaklaşım* tilgang* tillvägagångssätt megközelítés abordare
        action actions action_plan maßnahme* *maßnahme* mesure* acción acciones azione azioni ação ações
        actie acties
        maatregel* działani* opatření акции мероприят* действи* меры дії заходи aksiyon* eylem* faaliyet*
        åtgärd* tiltak
        handlinger intézkedés* acțiuni acţiuni mitigation* management_plan engagement_plan
        stakeholder_management
        management gestion gestión gestão gestione zarządzanie řízení управление yönetimi handling umgang
        behandlung
        quadrant quadrants tactic* taktik* intervention* next_step next_steps nächste_schritte response
        engagement_activities activities activity activités actividades attività atividades aktivität*
        plan plans
        power_interest_grid treatment
        handlungsbedarf* leviers misure misura postępowani* akce yapılacak* modalités_d_association
        to_dos todos medida medidas próximos_pasos próximos_passos prossimi_passi iniziativ* intervent*
        beheersmaatregel* środki kroky шаги следующие_шаги önlem* adımlar plano planos план планы
    """,
    "communication": """
        comms comm best_way_to_contact best_time_to_contact best_time way_to_contact how_to_inform
        communicat* kommunikation* *kommunikation* komunikac* kommunikac* comunicac* comunicaç*
        comunicación
        comunicazion* communicatie* коммуникац* комунікац* iletişim* haberleşme kommunikáció*
        comunicare* komunik*
        channel channels kanal* *kanal canal canales canaux canais canale canali kanaal kanalen
        kanał* kanály канал*
        medium media medien mezzo méthode* method methods methode* método* metodo metoda mode_of
        contact_method
        frequency frequenz* häufigkeit* *häufigkeit fréquence* frecuencia* frequenza frequência
        frequentie częstotliwość
        frekvence četnost частот* sıklık* sıklığı frekvens* gyakoriság* frecvență frecvenţă how_often
        cadence rhythm*
        turnus rythme periodicidad periodicidade periodicità periodicity periodicitate periodic*
        периодичност* періодичн*
        report reports reporting bericht* berichts* rapport* informe informes relatório* raport*
        zpráv* отчет* отчёт* rapor*
        information_need information_needs information_requirements informationsbedarf*
        informationsbedürfnis*
        besoins_d_information necesidades_de_información message messages key_message key_messages
        botschaft*
        *botschaft* meeting meetings meeting_type besprechung* réunion* reuniones riunioni newsletter
        touchpoint* format
        delivery_method preferred_method preferred_form style contact_frequency preferred_contact
        vehicle kontaktmedium updates
        mensaje* mensagem mensagens messaggi* kernboodschap* boodschap* informatiebehoefte* sdělení
        сообщени* mesaj* meio meios форма_взаимодействия способ_взаимодействия формат_взаимодействия
        best_way_to_reach wie_oft informationsweg* medios forma_de_contacto forma_de_contato
        mode_de_contact forma_kontaktu способ_связи формат формат_общения cada_cuánto ferramenta*
        herramienta* strument* narzędzi* nástroj* инструмент* middel middelen hoe_vaak jak_często
        как_часто ne_sıklıkta cadenza cadência przekaz* bilgilendirme* yöntem*
    """,
    "information": "information informations informationen información informazioni informação informacje info",
    "raci": "raci rasci raci_role raci_matrix rasic darci drasci raci_vs",
    "priority": """
        rank
        priority priorität* prioridad* priorité* priorità prioridade* priorytet* priorit* приоритет*
        пріоритет* öncelik*
        prioritet* prioriteit* wichtigkeit bedeutung importance importancia importanza importância
        belangrijkheid
        ważność důležitost важност* önem önemi fontosság* ranking prio relevance relevanz pertinence
        relevancia relevância rilevanza
        rang znaczeni* istotnoś* význam* значимост*
    """,
    "notes": """
        observation observations other
        note notes notiz notizen comment comments kommentar* commentaire* comentario* comentário* commento
        commenti
        opmerking* uwagi uwaga komentarz* komentář* poznámk* примечани* комментари* коментар* примітк* notlar
        yorum*
        açıklama* anmärkning* bemærkning* merknad* bemerkung* anmerkung* remark* remarque* observación*
        observaciones
        observaç* osservazion* notas nota megjegyzés* observații observaţii description* beschreibung*
        descripción
        descrição descrizione omschrijving opis popis описание опис beskrivelse beskrivning leírás descriere
        détails
        details additional_information other_information further_information sonstiges miscellaneous
    """,
    "id": """
        id ids no nr nos num number nummer *nummer numéro número numero liczba lfd lfd_nr laufende_nummer ref
        reference
        kod code lp l_p p_č č poř pořadí п_п no_ sıra sıra_no sorszám s_no sl_no sr_no serial_no serial_number
        s_n
        item idx stakeholder_id record_id row line номер n° identifier kennung
        código codigo codice cod kodu numer číslo číslo_řádku шифр volgnr ord orden n_ordine n_progr
        nº_de_orden
        identifikátor ид index
    """,
    "date": """
        date dates datum fecha дата tarih tarihi dato dátum dată created created_on created_at updated
        updated_on
        updated_at last_update last_updated last_contact last_contacted modified since last_modified due_date
        deadline
        start_date end_date erstellt geändert stand_vom review_date identified_on last_heard last_activity
        letzter_kontakt letzte_kontaktaufnahme dernier_contact último_contacto ultimo_contatto
        último_contato laatste_contact ostatni_kontakt poslední_kontakt последний_контакт son_görüşme
        son_temas
    """,
    "place": """
        location locations standort* ort ortschaft lieu ubicación localização localización sede luogo
        località locatie
        lokalizac* lokalita место місце konum* yer plats sted hely locație locaţie city stadt ville ciudad
        cidade città miasto
        město город country land pays país paese kraj země страна ülke office office_location building
        address
        addresses adresse anschrift dirección_postal dirección_física endereço indirizzo adres adresa адрес
        адреса region
        regione región région site sites mailing mailing_city mailing_address postal* zip plz street straße
        room raum floor
        province time_zone timezone website web_site web webseite url homepage linkedin twitter
        language languages
        sprache* idioma idiomas langue* lingua lingue język jazyk язык мова dil work_hours working_hours
        hours availability
        verfügbarkeit* arbeitszeit* disponibilité* disponibilidad* disponibilidade dostępność dostupnost
        código_postal codice_postale
    """,
    "phase": """
        phase phases *phase *phasen fase fases fasi faza fazy fáze этап* фаз* aşama* stage stages lifecycle
        milestone*
        meilenstein*
    """,
    "form of address": """
        salutation anrede prefix honorific civilité tratamiento trattamento aanhef gender
        geschlecht sexe sexo
        middle_name middle_initial отчество initials suffix nickname fax faxnummer photo bild
        birthday birth_date
        date_of_birth geburtsdatum nationality
    """,
    "other": """
        urgency dringlichkeit legitimacy legitimität status état estado stato stan stav статус durum state_of
        source sources quelle herkunft origine origem version
        risk* risiko* risque* riesgo* rischi* risco* ryzyk* rizik* риск* ризик* confidence* sensitiv* budget*
        cost
        costs kosten fte allocation approver approved approved_by recipient recipients portfolio lead_source
        tags tag
        tags_ link links history relationship relationships beziehung* knowledge skills experience
        constraint*
        assumption* authorised owner_id license* licence* last_login reason begründung dependency
        dependencies abhängigkeit*
        assessment evidence
    """,
}

# Words that say nothing of their own, so that "Level of the stakeholder’s influence" is understood whole.
NO_IDEA = """
    the of a an in on to for and or by with their his her its your our is are be being does do you they them
    who s
    what which when where whom any all other if at from per
    der die das des dem den im in am an von vom zu zur für und oder bei mit ihr ihre seine am auf dieser
    nach über
    le la les l de du des d un une dans en au aux sur et ou par pour leur leurs avec vis
    el los las del al y o e por para con su sus lo
    il lo gli i di del della dello dei degli delle nel nella al alla e per con suo loro sul
    o os as do da dos das no na nos nas em ao à ou um uma seu sua
    het een van voor bij met of en op aan hun zijn
    w we z ze na do dla i lub oraz o od przy
    v ve s se k ke a nebo pro při od
    в на с со к по и или для от при за о об у
    ve veya ile için bir olan
    och i på för med till av og til det den de
    és a az vagy și şi la cu
    main major key primary overall general potential preferred preference preferences important most best
    specific
    haupt wichtigste wesentliche generelle bevorzugte bevorzugter bevorzugtes bevorzugt principal principale
    principales principali preferido preferida preferita préféré préférée voorkeur preferowany preferowana
    preferowane
    preferovaný preferovaná preferované główne hlavní główny основные основной предпочтительный
    предпочитаемый
    tercih edilen temel ana form forms detail list identified known
    register real named moyen moyens mode modes sposób způsob way ways actual member_s 1 2 3 4 5 10 high
    medium low hoch mittel niedrig computed calculated
    optional required
"""
