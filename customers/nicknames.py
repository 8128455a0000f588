"""Given names that people shorten, in English, German, Spanish, Polish and Russian: facts, to compare names with."""

FULL_NAMES = """
alexander: alex alec sandy sascha sasha alejandro aleksander
andrew: andy drew andrzej andreas andrea
anthony: tony toni antonio anton antoni
barbara: barb babs basia
benjamin: ben benny benji benjamín
bernard: bernie bernd bernhard
catherine: kate katie kathy cathy kitty kathryn katherine katharina kasia katarzyna catalina
charles: charlie chuck karl carl carlos karol
christine: chris christina christiane tina krystyna
christopher: chris christoph krzysztof topher kit
daniel: dan danny
david: dave davy dawid
deborah: deb debbie debra
dorothy: dot dottie dora dorota dorothea
edward: ed eddie ted ned eduardo edek
elizabeth: liz lizzie beth betty eliza elsie lisa elisabeth libby ela elzbieta
frances: fran francesca fanny
francis: frank frankie franz francisco paco franciszek
frederick: fred freddie friedrich fritz
gerald: gerry jerry
gregory: greg grzegorz gregor
henry: harry hal hank heinrich heinz henryk enrique
jacob: jake jakob jakub kuba
james: jim jimmy jamie jaime
jennifer: jen jenny jenni
jessica: jess jessie
john: jack johnny jon johann hans johannes jan juan ivan
jonathan: jon jonny
joseph: joe joey josef jozef jose pepe
joshua: josh
judith: judy jutta
kenneth: ken kenny
lawrence: larry laurie lorenz lorenzo
leonard: len lenny leo leonhard
magdalena: magda lena
margaret: maggie meg peggy margie greta gretchen margarete malgorzata gosia margarita rita
martin: marty martyn marcin
matthew: matt matty matthias mateusz mateo
michael: mike mick mickey mikey michal miguel mischa misha
nathaniel: nat nate nathan
nicholas: nick nicky klaus nico nicolas mikolaj nikolaus
pamela: pam
patricia: pat patty trish tricia
patrick: pat paddy
peter: pete piotr pedro petra
philip: phil pip phillip philipp felipe
raymond: ray
rebecca: becky becca
richard: rick ricky dick rich richie ryszard ricardo
robert: bob bobby rob robbie bert roberto
ronald: ron ronnie
samantha: sam
samuel: sam sammy
stephen: steve steven stefan stephan stevie szczepan esteban
susan: sue susie suzie susanna susanne zuzanna
theodore: ted teddy theo theodor
thomas: tom tommy tomas tomasz
timothy: tim timmy
valerie: val
victoria: vicky vic tori wiktoria
vincent: vince vinnie
walter: walt wally
william: will bill billy willy liam wilhelm guillermo
zachary: zach zack
""".strip()

# A short form that stands for several ("chris", "pat", "sam") stands for the first of them here: what counts is that
# two names that may be one get the same form, not which.
FULL = {}
for _line in FULL_NAMES.splitlines():
    _full, _, _short = _line.partition(":")
    for _name in _short.split():
        FULL.setdefault(_name, _full)


def full_name(name):
    """'bob' -> 'robert', 'robert' -> 'robert', 'priya' -> 'priya'; of folded names."""
    return FULL.get(name, name)
