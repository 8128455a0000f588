"""Words by which a group is told from a person, a job from a name, and a table's end from its rows."""

# As anywhere: `word`, `word*`, `*word*`.
GROUP = """
    c_suite leitung *leitung executives bilgi_işlem склад бухгалтерия ltd ltda limited inc incorporated llc llp plc
    corp corporation gmbh ag kg ohg ug ev gbr mbh se sa sarl sas spa srl sl sc snc bv nv ab oy oyj as asa aps kft
    zrt doo ooo ооо зао оао ао пао ип тов ltd_ şti sro zoo co company companies group gruppe groupe grupo gruppo
    groep grupa skupina группа група grup* *gruppe department* dept abteilung* département* departamento*
    dipartimento afdeling* dział wydział oddělení отдел* відділ* departman* müdürlüğü avdelning* osztály* division*
    directorate unit units office offices büro bureau oficina ufficio kantoor biuro kancelář бюро bölüm*
    birim* team
    teams équipe equipo equipe squadra zespół tým команда ekibi ekip takım committee committees ausschuss
    *ausschuss
    komitee comité comitê comitato comisión commission* kommission* komisja komise комитет комиссия komite kurul
    kurulu board boards council councils rat stadtrat betriebsrat personalrat vorstand geschäftsführung
    geschäftsleitung direktion conseil consejo conselho consiglio raad rada совет ministry ministries ministerium*
    *ministerium ministère ministerio ministério ministero ministerie ministerstwo ministerstvo министерство
    bakanlığı agency agencies agentur agence agencia agência agenzia agencja agentura агентство ajansı authority
    authorities behörde* *behörde *amt autorité autoridad autoridade autorità urząd úřad government regierung
    gouvernement gobierno governo regering rząd vláda правительство hükümet municipality gemeinde kommune municipio
    município comune gemeente gmina obec belediye belediyesi city_of stadt stadtwerke county region university
    universität université universidad universidade università universiteit uniwersytet univerzita университет
    üniversitesi school schools schule école escuela escola scuola hospital hospitals krankenhaus klinik* clinic
    clinics hôpital clínica ospedale ziekenhuis szpital nemocnice больница hastane hastanesi bank banks
    банк bankası
    association verband *verband verein *verein asociación associação associazione vereniging stowarzyszenie spolek
    ассоциация derneği union unions gewerkschaft syndicat sindicato sindacato vakbond związek odbory профсоюз
    sendika foundation stiftung fondation fundación fundação fondazione stichting fundacja nadace фонд vakfı
    institute institut* instituto istituto instytut институт enstitüsü society club network consortium alliance
    federation chamber kammer staff employees workforce personnel personal belegschaft mitarbeiter mitarbeitende
    bewoners inwoners moradores vecinos habitants riverains obyvatelé studenti studenten estudiantes
    estudantes étudiants
    операторы жители департамент* администрация
    personnel_ empleados funcionários dipendenti medewerkers pracownicy zaměstnanci сотрудники çalışanlar users
    end_users nutzer anwender benutzer utilisateurs usuarios usuários utenti gebruikers użytkownicy uživatelé
    пользователи kullanıcılar customers clients kunden clientes clienti klanten klienci zákazníci клиенты
    müşteriler
    suppliers vendors contractors lieferanten fournisseurs proveedores fornecedores fornitori leveranciers dostawcy
    dodavatelé поставщики tedarikçiler partners residents anwohner bürger* citizens citoyens ciudadanos cidadãos
    cittadini burgers mieszkańcy občané жители halk public öffentlichkeit public_ community communities
    gemeinschaft
    communauté comunidad comunidade comunità media press presse prensa imprensa stampa pers prasa investors
    shareholders aktionäre actionnaires accionistas acionistas azionisti regulators regulator competitors students
    studierende teachers patients patienten parents eltern members mitglieder developers managers operators
    volunteers neighbours neighbors households tenants drivers passengers nurses doctors stakeholders sponsors
    experts leadership management services service solutions systems consulting partners_ holding holdings
    industries technologies logistics insurance versicherung* sons & und_co helpdesk service_desk servicedesk
    it_support pmo hr finance marketing procurement legal operations accounting controlling einkauf vertrieb
    buchhaltung personalabteilung rechtsabteilung compras ventas finanzas rh quality safety security research
    production sales infrastructure engineering architecture compliance audit planning warehouse produktion
    sicherheit it_department assurance кадры бухгалтерия закупки satın_alma muhasebe insan_kaynakları
"""

JOB = """
    manager* *manager managers director* direktor* directeur directrice direttore direttrice diretor* dyrektor
    ředitel* директор müdür* head_of head leiter* *leiter *leiterin responsable responsabile chef cheffe jefe jefa
    gerente gestor coordinator* koordinator* coordinateur coordinador* coordenador* coordinatore coördinator chief
    ceo cfo cio cto coo cmo chro cpo ciso dpo vp svp evp president präsident* président* presidente vice_president
    partner_ officer engineer* ingenieur* ingénieur* ingeniero ingeniera engenheir* ingegnere inżynier inženýr
    инженер mühendis* analyst* analist* analyste analista analytik* аналитик analisti architect* architekt*
    architecte arquitecto arquitet* architetto архитектор mimar developer* entwickler* développeur* desarrollador*
    desenvolvedor* sviluppatore programista vývojář разработчик geliştirici designer* tester* consultant* berater*
    consultor* consulente* konsultant specialist* spezialist* spécialiste especialista specialista specjalista
    специалист uzman* administrator* supervisor assistant* assistent* asistente assistente sekretär* secretary
    secretaria accountant buchhalter* comptable contador* contabile księgow* lawyer* jurist* anwalt rechtsanwalt
    avocat abogado advogado avvocato lead leader team_lead controller* auditor* planner* planer* buyer einkäufer*
    technician* techniker* technicien* técnico tecnico nurse doctor teacher lehrer* professor* researcher* minister
    mayor bürgermeister* inspector* foreman owner expert* member representative* sponsor* executive* chairman
    chairwoman chair kierownik* vedoucí manažer* руководитель начальник менеджер yönetici* başkan* lider temsilci*
    advisor* adviser* clerk driver_ operator* scrum_master product_owner projektleiter* programme_manager trainer*
    counsel
"""

# How the rows after a table begin.
FOOTER = r"""
    ©|\(c\)\s|copyright\s*(©|\(|:|\d|by\b|$)|version\s*[:\d.]|version$|version\s+(control|history|date)|
    ver\.?\s*\d|v\.?\s?\d+\.\d|rev(ision)?\.?\s*[\d:.]|(legende?|légende|leyenda|legenda)\s*(:|$)|key\s*:|keys?$|
    note\s*:|notes\s*:|nota\s*:|notas\s*:|hinweis|anmerkung\w*\s*:|remarque\w*\s*:|uwaga\s*:|pozn\w*\s*:|
    примечани\w*\s*:|легенда|not\s*:|lejant|açıklama\w*\s*:|(grand\s+)?total(e|s|en|ly)?\s*(:|\d|$)|
    total\s+(number|count|stakeholders|de|nombre|rows|entries)|
    (summe|gesamt|sum|suma|totaal|razem|celkem)\s*(:|\d|$)|gesamtzahl|итого|всего|toplam\s*(:|\d|$)|count\s*[:=]|
    anzahl\s*:|number\s+of\s+stakeholders|source\s*:|sources\s*:|quelle\w*\s*:|fuente\s*:|fonte\s*:|bron\s*:|
    źródło\s*:|zdroj\s*:|источник\s*:|kaynak\s*:|page\s+\d|seite\s+\d|página\s+\d|pagina\s+\d|strona\s+\d|
    strana\s+\d|страница\s+\d|sayfa\s+\d|last\s+(update|revis|modif|chang)|updated\s+(on|by)|prepared\s+by|
    created\s+(on|by|with)|approved\s+by|reviewed\s+by|author\s*:|erstellt\s+(am|von)|stand\s*:|stand\s+\d|
    aktualisiert|letzte\s+(änderung|aktualisierung)|mis\s+à\s+jour|dernière\s+mise|actualizado|última\s+actuali|
    atualizado|última\s+atuali|aggiornato|ultimo\s+aggiorn|bijgewerkt|laatst\s+|zaktualizowano|aktualizováno|
    обновлено|güncelle|son\s+güncelle|
    (strictly\s+)?(confidential|vertraulich|confidentiel|confidencial|riservato|vertrouwelijk|poufne|důvěrné|конфиденциально)\s*([:.,–-]|$)|
    gizli$|end\s+of\s+(list|table|register|document)|ende\s+der|template\s+(by|from|provided|version)|
    this\s+(template|document|register|sheet|table)|downloaded\s+from|printed\s+|all\s+rights\s+reserved|https?://|
    www\.|document\s+(id|number|version|control)|template\s*:|instructions?\b\s*:?$|disclaimer|
    stakeholder\s+register\b|scale\s*:|skala\s*:|échelle\s*:|escala\s*:|scala\s*:|schaal\s*:|rating\s+scale|
    definitions?\s*:?$|abbreviations?\b|abkürzung\w*\b|raci\s*[:=]|raci\s+(key|legend)
"""
LEGEND_HEADING = r"""
    legend\w*\s*:?$|légende\s*:?$|leyenda\s*:?$|key\s*:?$|lejant\s*:?$|легенда\s*:?$|(rating\s+)?scale\s*:?$|
    skala\s*:?$|definitions?\s*:?$|abbreviations?\s*:?$|abkürzungen\s*:?$|explanations?\s*:?$|erläuterung\w*\s*:?$|
    glossar\w*\s*:?$|raci(\s+(key|legend))?\s*:?$|notes?\s*:?$|hinweise?\s*:?$|instructions?\s*:?$|
    how\s+to\s+use.*|guidance\s*:?$|power\s*/\s*interest\s+(grid|matrix)\b.*|.*\blegend\s*:?$
"""
PLACEHOLDER = r"""
    <[^<>@]*>|\[[^\[\]@]*\]|\{\{?[^{}]*\}?\}|«[^»]*»|
    \(?(e\.\s?g\.?|eg:|for\s+example\b|example\s*:|sample\s*:|z\.\s?b\.|p\.\s?ex\.|ej\.:|np\.|např\.|напр\.|ör\.)[\s:,].*|
    \(?(enter|insert|type|add|fill\s+in|provide|select|choose|list|specify)\s+(the\s|a\s|an\s|your\s|here|text|name|stakeholder|first|last|full|contact|email|e-mail|role|one\b|from\b).*|
    (click|tap)\s+.*|name\s+of\s+(the\s+)?(stakeholder|person|organi[sz]ation)s?\b.*|lorem\s+ipsum.*|example|
    sample|beispiel|exemple|ejemplo|exemplo|esempio|voorbeeld|przykład|příklad|пример|örnek|xx+|\.\.\.+|…
"""
SECTION = r"""
    .*\b(stakeholders?|interested\s+parties|stakeholder-?gruppen?|parties\s+prenantes|partes\s+(interesadas|interessadas)|parti\s+interessate|interesados|belanghebbenden|interesariusze|interní|externí|стейкхолдеры|заинтересованные\s+стороны|paydaşlar\w*)\b.*|
    internal|external|intern|extern|interne|externe|internos?|externos?|interni|esterni|.*:$|
    (section|part|teil|abschnitt)\s+\w{1,3}\b.*
"""
