"""What is written in cells, in many languages. Compared folded; " | " parts the ways of saying one thing."""

# Five steps; where nobody says "very", the outer ones are "high" and "low".
LEVELS = {
    1: """very low | lowest | minimal | very weak | negligible | insignificant | sehr niedrig | sehr gering
        | très faible | muy bajo | muy baja | molto basso | molto bassa | muito baixo | muito baixa | zeer laag
        | bardzo niski | bardzo niska | bardzo niskie | bardzo mały | velmi nízký | velmi nízká | velmi nízké
        | очень низкий | очень низкая | очень низкое | çok düşük | mycket låg | mycket lågt | meget lav
        | meget lavt | svært lav | foarte scăzut | foarte scăzută | foarte mic | nagyon alacsony | дуже низький
        | дуже низька | vl | sehr klein | trés bas""",
    2: """low | lo | l | d | f | н | small | weak | minor | little | niedrig | niedriger | niedrige | gering
        | geringer | geringe | klein | schwach | n | g | faible | bas | basse | bajo | baja | basso | bassa
        | baixo | baixa | laag | lage | niski | niska | niskie | mały | mała | małe | nízký | nízká | nízké | malý
        | низкий | низкая | низкое | низкая степень | слабый | слабое | düşük | az | låg | lågt | lav | lavt
        | scăzut | scăzută | scazut | mic | mică | alacsony | kicsi | низький | низька | низьке | b | reduced
        | limitado | limitata""",
    3: """medium | med | m | o | с | moderate | mid | middle | average | neutral | mittel | mittlerer | mittlere
        | mäßig | moyen | moyenne | modéré | modérée | medio | media | moderado | moderada | moderato | moderata
        | médio | média | gemiddeld | midden | middel | matig | średni | średnia | średnie | umiarkowany | střední
        | průměrný | средний | средняя | среднее | умеренный | orta | medel | medelhög | middels | mellem | mediu
        | medie | moderat | közepes | середній | середня | середнє | medium level""",
    4: """high | hi | h | a | y | в | strong | large | big | major | significant | great | considerable | hoch
        | hoher | hohe | groß | stark | élevé | élevée | eleve | elevee | fort | forte | haut | haute | alto
        | alta | fuerte | elevado | elevada | elevato | elevata | hoog | hoge | groot | sterk | wysoki | wysoka
        | wysokie | duży | duża | duże | vysoký | vysoká | vysoké | velký | высокий | высокая | высокое | сильный
        | сильное | yüksek | güçlü | hög | högt | høj | højt | høy | høyt | stor | ridicat | ridicată | mare
        | înalt | magas | nagy | високий | висока | високе""",
    5: """very high | highest | very strong | critical | extreme | essential | maximum | max | sehr hoch
        | sehr groß | sehr stark | très élevé | très élevée | très fort | très forte | muy alto | muy alta
        | molto alto | molto alta | molto elevato | muito alto | muito alta | zeer hoog | bardzo wysoki
        | bardzo wysoka | bardzo wysokie | bardzo duży | velmi vysoký | velmi vysoká | velmi vysoké
        | очень высокий | очень высокая | очень высокое | çok yüksek | mycket hög | mycket högt | meget høj
        | meget højt | svært høy | foarte ridicat | foarte ridicată | foarte mare | nagyon magas | дуже високий
        | дуже висока | vh | kritisch | critique | crítico | critico | decisive""",
}
BETWEEN = {
    2.5: """low medium | low to medium | medium low | medium to low | low moderate | mittel niedrig
        | niedrig mittel | mittel bis niedrig | faible à moyen | medio bajo | medio basso | below average
        | rather low | eher niedrig | eher gering | plutôt faible | raczej niski | spíše nízký | ml | lm
        | somewhat""",
    3.5: """medium high | high medium | medium to high | moderate high | moderately high | mittel hoch
        | hoch mittel | mittel bis hoch | moyen à élevé | moyen élevé | medio alto | médio alto | above average
        | rather high | eher hoch | plutôt élevé | raczej wysoki | spíše vysoký | mh | hm | high moderate""",
}

ENGAGEMENTS = {
    "unaware": """unaware | not aware | uninformed | not informed | u | unwissend | nicht informiert
        | uninformiert | ahnungslos | ignorant | non informé | non informée | inconscient
        | pas au courant | ignore le projet
        | desconocedor | desconoce | no informado | inconsciente | desconhece | desinformado | non consapevole
        | inconsapevole | ignaro | onwetend | niet op de hoogte | onbewust | nieświadomy | nieświadoma
        | nieświadomi | neví | nevědomý | neinformovaný | neinformovaná | неосведомлен | неосведомленный
        | неосведомлённый | не осведомлен | не знает | не информирован | необізнаний | habersiz | bilgisiz
        | farkında değil | omedveten | uvidende | uvitende | neinformat | inconștient | nem tud róla
        | tájékozatlan | has not heard""",
    "resistant": """resistant | resisting | resistor | resister | resist | r | against | oppose | opposes
        | opposed | opposing | opponent | opposition | negative | critical | critic | sceptical | skeptical
        | sceptic | skeptic | hostile | blocker | detractor | unsupportive | not supportive | reluctant | con
        | contra | no | strongly against | strongly opposed | strongly negative | adversary | cynical | cynic
        | disagree | antagonist | antagonistic | unfavourable | unfavorable | rejecting | detracting | concerned
        | ablehnend | gegner | gegnerisch | dagegen | gegen | negativ | kritisch | kritiker | skeptisch
        | skeptiker | widerständig | widerstand | opponent | blockierer | bremser | leicht negativ | sehr negativ
        | opposé | opposée | opposant | opposante | contre | négatif | négative | résistant | résistante
        | réticent | réticente | réservé | réservée | reservado | reservada | sceptique | hostile
        | défavorable | critique | en contra | opositor | opositora
        | resistente | reticente | negativo | negativa | contrario | contraria | escéptico | escéptica | detractor
        | se opone | desfavorable | contra o projeto | contrário | contrária | cético | opositores | oponente
        | relutante | desfavorável | contrario al progetto | contro | oppositore | resistenza | scettico
        | scettica | sfavorevole | ostile | riluttante | tegen | tegenstander | weerstand | afwijzend | negatief
        | sceptisch | kritisch | weigerachtig | przeciw | przeciwny | przeciwna | przeciwnik | oporny | oporna
        | negatywny | negatywna | negatywne | sceptyczny | sceptyczna | niechętny | niechętna | krytyczny | proti
        | odpůrce | odmítavý | odmítá | odmítají | nesouhlasí | odmítavá | negativní | skeptický
        | skeptická | odporující | rezistentní | против
        | противник | сопротивляется | сопротивляющийся | негативный | негативная | негативно | негативное
        | отрицательный | отрицательное | скептик | скептический | скептически | противодействует | оппонент
        | karşı | karşıt | direnen | dirençli | olumsuz | negatif | muhalif | şüpheci | emot | motståndare
        | motvillig | skeptisk | imod | modstander | motstander | modvillig | negativt | împotrivă | impotriva
        | rezistent | negativ | opozant | sceptic | ellenző | ellenáll | ellenálló | negatív | ellene | проти
        | супротивник | чинить опір | негативне | red | rot | rouge | rojo | rosso | vermelho | rood
        | czerwony | červená | красный | kırmızı | 🔴 | 👎 | 🙁 | ☹""",
    "neutral": """neutral | n | neither | indifferent | undecided | uncommitted | passive | ambivalent | mixed
        | on the fence | fence sitter | fencesitter | no opinion | impartial | balanced | open | let it happen
        | wait and see | unsure | neutral eingestellt | unentschieden | unentschlossen | gleichgültig | abwartend
        | neutre | indifférent | mitigé | mitigée | partagé | partagée | indécis | indécise | passif
        | neutro | neutra | neutrale | indiferente | indeciso
        | indecisa | pasivo | passivo | indifferente | neutraal | onverschillig | afwachtend | twijfelaar
        | neutralny
        | neutralna | neutralne | obojętny | obojętna | niezdecydowany | neutrální | nerozhodnutý | lhostejný
        | нейтральный | нейтральная | нейтральное | нейтрально | нейтрален | безразличен | безразличный
        | нейтральний | нейтральна | нейтральне | nötr | tarafsız | kararsız | neutralt | nøytral | neutru
        | neutră | indiferent | semleges | közömbös | amber | yellow | gelb | jaune | amarillo | giallo | amarelo
        | orange | geel | oranje | żółty | žlutá | желтый | sarı | 🟡 | 🟠 | 😐""",
    "supportive": """supportive | supporting | supporter | supports | support | s | for | in favour | in favor
        | favourable | favorable | positive | pro | advocate | ally | promoter | agree | agrees | yes | engaged
        | committed | cooperative | co operative | enthusiastic | strong supporter | strong support
        | strongly supportive | strongly for | strongly in favour | very supportive | very positive
        | strongly positive | helpful | backer | help it happen | endorser | willing | friendly | approving
        | welcoming | moderately supportive | unterstützend | unterstützer | unterstützerin | unterstützt
        | befürworter | befürwortend | befürwortet | dafür | für | positiv | fördernd | promotor | wohlwollend
        | aufgeschlossen | verbündeter | sehr positiv | favorable | favorables | soutien | soutient
        | partisan | pour | positif
        | positive | allié | promoteur | coopératif | engagé | engagée | adhérent | a favor | partidario
        | partidaria | apoya | apoyo | positivo | positiva | de apoyo | colaborador | colaboradora | comprometido
        | aliado | favorável | apoiador | apoiadora | apoia | apoio | a favor do projeto | defensor | favorevole
        | sostenitore | sostenitrice | di supporto | a favore | sostiene | alleato | supporta | solidale | voor
        | voorstander | ondersteunend | steunend | steunt | positief | welwillend | medestander | za | wspierający
        | wspierająca | wspiera | zwolennik | zwolenniczka | pozytywny | pozytywna | pozytywne | przychylny
        | przychylna | popiera | sprzymierzeniec | pro projekt | podporující | podporovatel | podporuje
        | příznivec | pozitivní | příznivý | spojenec | за | поддерживает | поддерживающий | поддерживающая
        | сторонник | сторонница | поддержка | позитивный | позитивная | позитивно | позитивное | положительный
        | положительная | положительное | союзник | лоялен | лояльный | destekleyici | destekçi
        | destekleyen | destekler | destekliyor
        | destekler | taraftar | lehte | olumlu | pozitif | yanlısı | destek | stödjande | för projektet
        | positivt | stöttande | anhängare | støttende | tilhænger | tilhenger | støtter | pentru | susținător
        | susţinător | sprijină | pozitiv | favorabil | de sprijin | támogató | támogatja | mellette | pozitív
        | підтримує | прихильник | позитивний | позитивна | позитивне | green | grün | vert | verde
        | groen | zielony | zelená | зеленый | yeşil | 🟢 | 👍 | 🙂 | 😊""",
    "leading": """leading | leader | lead | leads | l | champion | champions | driving | driver | make it happen
        | sponsoring | actively leading | evangelist | active supporter | führend | treibend | treiber
        | vorantreibend | anführend | federführend | leitend | moteur | meneur | menant | leader du projet | líder
        | lidera | liderando | impulsor | impulsora | campeón | trainante | guida | promotore attivo | leidend
        | trekker | kartrekker | ambassadeur | ambassadrice | ambassador | botschafter | botschafterin
        | embajador | embaixador | ambasador | aanjager | przewodzący | przewodząca | lider | prowadzący
        | prowadząca | wiodący
        | vedoucí | vůdčí | lídr | tahoun | лидер | лидирующий | лидирует | ведущий | ведущая | лідер | провідний
        | lider | öncü | yönlendiren | önder | liderlik | ledande | drivande | ledende | drivende
        | lider de proiect | conducător | vezető | irányító""",
}
# How much of something there is, where a column about support says it so.
SUPPORT = {1: "resistant", 2: "resistant", 3: "neutral", 4: "supportive", 5: "leading"}
SIGNS = {"++": "leading", "+": "supportive", "0": "neutral", "o": "neutral", "+/-": "neutral", "±": "neutral",
         "-": "resistant", "--": "resistant", "–": "resistant", "−": "resistant"}  # fmt: skip

SIDES = {
    "internal": """internal | int | in house | inside | internally | internal stakeholder | internal stakeholders
        | i | other internal | intern | interne | interner | internes | interno | interna | internos | internas
        | interni | interní | vnitřní | wewnętrzny | wewnętrzna | wewnętrzne | wewnętrzni | внутренний
        | внутренняя | внутреннее | внутренние | внутрішній | внутрішня | iç | dahili | kurum içi | iç paydaş
        | internt | belső | staff | employee | employees | mitarbeiter | in organisation | within organisation
        | within the organisation | internal to the organisation""",
    "external": """external | ext | outside | externally | external stakeholder | external stakeholders | e | x
        | other external | extern | externe | externer | externes | externo | externa | externos | externas
        | esterno | esterna | esterni | esterne | externí | vnější | zewnętrzny | zewnętrzna | zewnętrzne
        | zewnętrzni | внешний | внешняя | внешнее | внешние | зовнішній | зовнішня | dış | harici | kurum dışı
        | dış paydaş | eksternt | ekstern | externt | külső | third party | out of organisation | public
        | outside the organisation""",
}
KINDS = {
    "person": """person | individual | people | p | human | user | einzelperson | personne | persona
        | persona física | pessoa | individuo | indivíduo | individu | persoon | osoba | лицо | физическое лицо
        | персона | человек | kişi | birey | enskild | enkeltperson | személy | persoană""",
    "group": """group | g | organisation | organization | company | department | team | body | committee | gruppe
        | groupe | grupo | gruppo | groep | grupa | skupina | группа | grup | organisatie | organización
        | organização | organizzazione | organizacja | organizace | организация | kurum | kuruluş | firma
        | unternehmen | entreprise | empresa | azienda | bedrijf | grupp | szervezet | csoport | organizație
        | institution | abteilung | entity | collective | legal entity | business unit | persona jurídica
        | juristische person | association""",
}

BLANK = """- | -- | --- | – | — | − | . | .. | ... | … | / | \\ | * | ? | ?? | ??? | _ | __ | ___ | x x x | n/a
        | na | n.a. | n.a | #n/a | #ref! | #value! | #name? | #div/0! | #null! | #num! | none | nil | null | nan
        | tbd | tba | tbc | tbd. | to be defined | to be determined | to be decided | to be confirmed
        | to be advised | to be announced | unknown | not applicable | not available | not known | not specified
        | not assigned | not defined | unassigned | undefined | pending | vacant | empty | blank | keine
        | keine angabe | k.a. | k. a. | k.a | entfällt | unbekannt | offen | noch offen | nicht bekannt
        | nicht zutreffend | n.v. | n.v.t. | nvt | nvt. | onbekannt | onbekend | niet van toepassing | aucun
        | aucune | néant | s.o. | sans objet | non applicable | à définir | à déterminer | inconnu | inconnue
        | ninguno | ninguna | no aplica | sin definir | por definir | desconocido | desconocida | s/d | n/d | n.d.
        | nd | nenhum | nenhuma | não aplicável | não se aplica | a definir | desconhecido | nessuno | nessuna
        | non applicabile | da definire | sconosciuto | brak | nie dotyczy | n.d | do ustalenia | nieznany
        | nieznane | žádný | žádná | není | neznámý | neznámé | neuvedeno | нет | нет данных | н/д | н.д.
        | не применимо | неизвестно | не указано | yok | bilinmiyor | belirsiz | belirlenecek | uygulanamaz
        | ingen | inget | ukendt | ukjent | okänd | saknas | nincs | n/c | ismeretlen | nu este cazul | necunoscut
        | немає | невідомо | не визначено"""

MARKS = """x | xx | ✓ | ✔ | ✗ | ✘ | √ | v | • | ● | ■ | ☑ | ☒ | ◼ | ★ | * | o | yes | y | ja | j | oui | si | sí
        | sim | tak | ano | да | так | evet | true | wahr | vrai | 1 | +"""
NO_MARKS = """no | n | nein | non | não | nie | ne | нет | ні | hayır | nej | nei | false | falsch | faux | 0 | ☐
        | □ | ○"""

ROLES = {
    "Sponsor": """sponsor | executive sponsor | project sponsor | programme sponsor | business sponsor | sponsors
        | senior responsible owner | sro | project owner | po project owner | accountable sponsor | executive
        | project executive | funder | funding body | investor | steering committee chair | business owner
        | budget holder | benefactor | auftraggeber | auftraggeberin | projektauftraggeber | projektsponsor
        | interner auftraggeber | lenkungsausschuss vorsitz | commanditaire | sponsor du projet | maître d'ouvrage
        | maitre d ouvrage | promoteur | donneur d'ordre | mandant | patrocinador | patrocinadora | promotor
        | patrocinador del proyecto | patrocinador do projeto | patrocinador executivo | sponsor del proyecto
        | sponsor del progetto | sponsor do projeto | committente | opdrachtgever | zleceniodawca
        | sponsor projektu | właściciel projektu | zadavatel | vlastník projektu | спонсор | спонсор проекта
        | заказчик проекта | владелец проекта | куратор | куратор проекта | proje sponsoru | proje sahibi
        | sponsoru | sponsor proje | finansör | beställare | bestiller | projektejer | projektägare | prosjekteier
        | projektägaren | sponsorul proiectului | szponzor | projektszponzor | спонсор проєкту""",
    "Customer": """customer | customers | client | clients | internal customer | external customer | key customer
        | end customer | customer representative | client representative | key account | subscriber | kunde
        | kunden | kundin | auftraggeber extern | cliente | clientes | clienti | client interne | client externe
        | maîtrise d'ouvrage | klient | klienci | klantvertegenwoordiger | klant | klanten | zákazník | zákazníci
        | заказчик | заказчики | клиент | клиенты | müşteri | müşteriler | kund | kunder | kunde | ügyfél | vevő
        | клієнт | замовник | cliente interno | cliente externo | purchaser | beneficiary | beneficiaries
        | begünstigter | bénéficiaire | beneficiario | beneficiário | beneficjent | beneficiar | beneficiari
        | begunstigde | бенефициар""",
    "Senior user": """senior user | senior users | key user | key users | lead user | super user | superuser
        | power user | business representative | business change manager | user representative
        | user representatives | bcm | hauptanwender | keyuser | key userin | schlüsselanwender | nutzervertreter
        | anwendervertreter | benutzervertreter | utilisateur clé | utilisateurs clés | utilisateur principal
        | référent métier | usuario clave | usuarios clave | usuaria clave | usuarias clave
        | usuario principal | usuário chave | usuários chave
        | utente chiave | utenti chiave | sleutelgebruiker | hoofdgebruiker | kluczowy użytkownik
        | główny użytkownik | klíčový uživatel | hlavní uživatel | ключевой пользователь | ключевые пользователи
        | anahtar kullanıcı | kilit kullanıcı | nyckelanvändare | superbruger | superbruker | nøglebruger
        | utilizator cheie | kulcsfelhasználó | ключовий користувач | senior supplier user""",
    "End user": """end user | end users | enduser | user | users | final user | operator | operators
        | end beneficiary | endanwender | endnutzer | endbenutzer | anwender | nutzer | benutzer | nutzende
        | utilisateur | utilisateurs | utilisateur final | utilisateurs finaux | usager | usagers | usuario
        | usuarios | usuario final | usuarios finales | usuário | usuários | usuário final | usuários finais
        | utilizador | utilizador final | utente | utenti | utente finale | utenti finali | eindgebruiker
        | gebruiker | gebruikers | użytkownik | użytkownicy | użytkownik końcowy | uživatel | uživatelé
        | koncový uživatel | пользователь | пользователи | конечный пользователь | конечные пользователи
        | kullanıcı | kullanıcılar | son kullanıcı | slutanvändare | användare | slutbruger | bruger | sluttbruker
        | bruker | utilizator | utilizator final | végfelhasználó | felhasználó | користувач
        | кінцевий користувач""",
    "Resource provider": """resource provider | resource manager | resource owner | provider of resources
        | line manager | functional manager | department manager | ressourcengeber | ressourcenverantwortlicher
        | linienvorgesetzter | fournisseur de ressources | responsable de ressources | proveedor de recursos
        | gerente funcional | gerente de recursos | fornitore di risorse | responsabile di funzione
        | hulpbronverstrekker | dostawca zasobów | kierownik liniowy | poskytovatel zdrojů | liniový manažer
        | линейный руководитель | владелец ресурсов | kaynak sağlayıcı | kaynak yöneticisi | resursägare
        | ressourceejer | ressurseier""",
    "Subject-matter expert": """subject matter expert | subject matter experts | sme | smes | expert | experts
        | domain expert | technical expert | specialist | advisor | adviser | consultant | technical advisor
        | business expert | fachexperte | fachexpertin | experte | expertin | fachspezialist | berater | beraterin
        | expert métier | experte métier | consultant externe | conseiller | experto | experta
        | experto en la materia | experto técnico | consultor | consultora | asesor | asesora | especialista
        | esperto | esperta | esperto di dominio | consulente | vakinhoudelijk expert | materiedeskundige
        | adviseur | deskundige | ekspert | ekspert dziedzinowy | doradca | konsultant | odborník | konzultant
        | poradce | odborný garant | эксперт | эксперты | предметный эксперт | консультант | специалист
        | konu uzmanı | uzman | danışman | ämnesexpert | sakkunnig | expert inom området | fagekspert | rådgiver
        | szakértő | tanácsadó | експерт""",
    "Team member": """team member | team members | team | project team | project team member | project manager
        | pm | project leader | project lead | programme manager | program manager | team lead | team leader
        | team manager | core team | core team member | scrum master | product owner | developer | developers
        | development team | tester | project coordinator | project support | pmo | project management office
        | project core team | projektmanager | business manager | project assistant | business analyst
        | technical lead | solution architect | projektteam | projektmitarbeiter | teammitglied | projektleiter
        | projektleiterin | projektleitung | teilprojektleiter | teilprojektleiterin | kernteam | projektmitglied
        | entwickler | projektassistenz | équipe projet | équipe | membre de l'équipe | membre de l'équipe projet
        | chef de projet | cheffe de projet | directeur de projet | miembro del equipo | equipo del proyecto
        | equipo de proyecto | equipo | director del proyecto | director de proyecto | jefe de proyecto
        | jefa de proyecto | gerente de proyecto | gerente del proyecto | membro da equipe | membro da equipa
        | equipe do projeto | equipe | equipa | gerente de projeto | gerente do projeto | gestor de projeto
        | gestor do projeto | membro del team | team di progetto | responsabile di progetto | capo progetto
        | project manager di progetto | teamlid | projectteam | projectleider | projectmanager | projectmedewerker
        | członek zespołu | zespół projektowy | kierownik projektu | zespół | člen týmu | projektový tým
        | projektový manažer | vedoucí projektu | manažer projektu | член команды | команда проекта
        | проектная команда | команда | руководитель проекта | менеджер проекта | участник команды | ekip üyesi
        | takım üyesi | proje ekibi | proje yöneticisi | proje müdürü | projektmedlem | projektledare
        | projektleder | prosjektleder | prosjektmedlem | teammedlem | projektgrupp | membru al echipei
        | manager de proiect | echipa de proiect | csapattag | projektvezető | projektcsapat | член команди
        | керівник проєкту | командa""",
    "Supplier": """supplier | suppliers | vendor | vendors | contractor | contractors | subcontractor
        | subcontractors | provider | service provider | senior supplier | senior suppliers | solution provider
        | implementation partner | external supplier | manufacturer | delivery partner | lieferant | lieferanten
        | dienstleister | auftragnehmer | unterauftragnehmer | hersteller | zulieferer | fournisseur
        | fournisseurs | prestataire | prestataires | sous traitant | maître d'œuvre | proveedor | proveedores
        | contratista | subcontratista | fornecedor | fornecedores | contratado | empreiteiro
        | prestador de serviços | fornitore | fornitori | appaltatore | subappaltatore | leverancier
        | leveranciers | aannemer | opdrachtnemer | dostawca | dostawcy | wykonawca | podwykonawca | dodavatel
        | dodavatelé | zhotovitel | subdodavatel | поставщик | поставщики | подрядчик | подрядчики | исполнитель
        | tedarikçi | tedarikçiler | yüklenici | taşeron | leverantör | leverantörer | leverandør | leverandører
        | furnizor | furnizori | contractant | szállító | beszállító | alvállalkozó | постачальник | підрядник""",
    "Initiator": """initiator | project initiator | requester | requestor | originator | idea owner
        | change requester | initiateur | initiatrice | demandeur | iniciador | iniciadora | solicitante
        | iniziatore | richiedente | aanvrager | initiatiefnemer | inicjator | wnioskodawca | iniciátor | žadatel
        | инициатор | инициатор проекта | talep eden | başlatan | initiativtagare | initiativtager | igangsetter
        | inițiator | kezdeményező | ініціатор | antragsteller | ideengeber | ideengeberin""",
    "Other": """other | others | andere | sonstige | sonstiges | autre | autres | otro | otra | otros | outro
        | outra | outros | altro | altri | overig | overige | inny | inna | inne | inni | jiný | jiná | ostatní
        | другое | другой | прочее | прочие | diğer | övrig | annan | andet | anden | annet | alt | alta | altul
        | egyéb | інше | інший | regulator | regulators | regulatory authority | regulatory body
        | regulierungsbehörde | aufsichtsbehörde | régulateur | regulador | autorità di regolazione | regulacyjny
        | регулятор | düzenleyici""",
}
# Words that may stand before or after a role without changing it.
ROLE_DRESS = """
    the project main lead senior junior deputy executive primary secondary key internal external business
    technical acting head chief co local global representative representatives rep stakeholder stakeholders group
    programme program key_ strategic corporate end projekt du de del di projet proyecto progetto projeto projektu
    projekti интерн проект проекта proje interner externer interne externe interno externo interna externa
"""

RACI = {
    "R": """r | responsible | verantwortlich | durchführung | responsable | réalisateur | responsável
        | responsabile | verantwoordelijk | uitvoerend | odpovědný | ответственный | sorumlu
        | odpowiedzialny | исполнитель""",
    "A": """a | accountable | rechenschaftspflichtig | approver | genehmigung | autorité | aprobador
        | zatwierdzający | aprovador | eindverantwoordelijk | approbateur | garant | rozliczany
        | schvaluje | утверждающий | onaylayan""",
    "S": "s | support | supportive | supporting | unterstützung",
    "C": """c | consulted | consult | konsultiert | consulté | consultado | consultato | konsultowany
        | консультант | konsultovaný | geraadpleegd | konsultiert | консультирует | danışılan""",
    "I": """i | informed | inform | informiert | informé | informado | informato | informowany
        | информируемый | informovaný | geïnformeerd | poinformowany | bilgilendirilen""",
    "D": "driver",
}
