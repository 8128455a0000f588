"""Invented names, from many languages, and what invented people say; drawn by a given source of chance."""

from itertools import product


def each(words):
    return words.split()


GIVEN = each(
    """
    Ada Adèle Agnieszka Aisha Ákos Aleksandra Amara Amélie Anders Anja Anselm Aoife Arjun Astrid Aurélie
    Ayşe Beatriz Bengt Bogdan Brigid Camille Carlos Chiara Chidi Chloë Ciarán Claire Dana Darius Dimitra
    Dorothea Dragan Eero Elif Elena Émile Ewa Fatima Femke Finn Florian Françoise Gönül Grace Håkan Hana
    Hannah Helmut Ibrahim Ida Ines Ivana Jaap Jana Javier Jelena João Jonas José Julia Jürgen Kaito Karin
    Kateřina Khadija Kofi Kwame Lars Leila Lena Lucía Luca Magda Maëlle Malik Marek Maria Marta Matteo Mei
    Mia Miguel Mihai Milan Mohammed Nadia Naoko Niamh Nikos Noor Nuno Olga Olumide Ørjan Oscar Otto Paola
    Paweł Pedro Petra Philippe Priya Rafael Rajesh Renée Roberto Rosa Ruth Samir Sanna Sara Sébastien Sefa
    Siobhán Sofia Søren Stefan Svetlana Tamar Thandi Théo Tomáš Tom Ulrike Uwe Vera Viktor Wanda Wei Xavier
    Yasmin Yusuf Zainab Zoë Zsófia דנה نور Мария Ольга Γιάννης 美咲
    """
)
FAMILY = each(
    """
    Abel Achebe Adeyemi Ahmed Almeida Andersson Araújo Bakare Bauer Beaumont Bexley Björk Bondarenko Brandt
    Byrne Carvalho Castro Černý Chaudhry Chen Costa Cruz Cunha Dąbrowski Demir Diallo Dimitrov Dubois Dvořák
    Eberhardt Eklund Eriksen Esposito Fałat Farkas Fernández Ferrante Fischer Fontaine Forsberg García
    Georgiou Ghosh Gómez Größer Gunnarsson Haddad Hansen Hartmann Horváth Hughes Ibáñez Ito Ivanova Jansen
    Jäger Jensen Jiménez Kamara Kaya Keller Khan Kiss Klein Kowalski Krüger Kurz Lambert Larsen Laurent
    Leclerc Lehmann Lindqvist López Łuczak Maier Mbeki Mendes Moreau Müller Muñoz Nair Nakamura Navarro
    Németh Nguyen Nielsen Novák O'Brien Okafor Oliveira Öztürk Papadopoulou Patel Pereira Petrov Pillai
    Popescu Quinn Rasmussen Ribeiro Richter Romano Rossi Rousseau Ruiz Sánchez Santos Schäfer Schmidt
    Schröder Sedláček Silva Singh Smith Sørensen Suzuki Svoboda Szabó Takahashi Thompson Torres Vargas
    Vasile Vermeer Virtanen Vogel Walker Weber Whitfield Wójcik Wright Yılmaz Zawadzki Zieliński
    """
)
START = each(
    """
    Al Bri Cor Dun Este Fal Gar Hol Ink Jor Kel Lor Mar Nor Ost Pel Quin Ros Sal Tor Ul Ver Wes Yar Zan
    """
)
END = each(
    """
    bach bridge dale dorf field ford gard grove ham haven holm lund mere mont nova point ridge stad stead
    ton vik
    """
)
BRANCHES = ["Logistics", "Foods", "Energy", "Health", "Textiles", "Insurance", "Rail", "Water", "Machines", "Media"]
FORMS = ["Ltd", "GmbH", "S.A.", "AB", "B.V.", "plc", "Group", "Cooperative"]
DEPARTMENTS = [
    "Accounts",
    "Field service",
    "Human resources",
    "IT operations",
    "Legal",
    "Marketing",
    "Planning",
    "Purchasing",
    "Sales",
    "Service desk",
    "Warehouse",
]
TITLES = [
    "",
    "",
    "Analyst",
    "Area manager",
    "Buyer",
    "Clerk",
    "Controller",
    "Dispatcher",
    "Engineer",
    "Head of unit",
    "Nurse",
    "Planner",
    "Team lead",
    "Trainer",
]
THINGS = [
    "Archive",
    "Booking",
    "Call centre",
    "Depot",
    "Fleet",
    "Intranet",
    "Inventory",
    "Ledger",
    "Onboarding",
    "Payroll",
    "Portal",
    "Shift plan",
    "Ticketing",
    "Training",
]
DEEDS = ["move", "renewal", "roll-out", "merger", "pilot", "redesign", "clean-up"]
WORDS = [
    "I see at a glance what is open {}.",
    "Nobody has to ask me twice for the same thing {}.",
    "I hear of a change before it happens {}.",
    "The figures are right the first time {}.",
    "I can do my work without waiting {}.",
    "Somebody answers when I call {}.",
    "I am home on time {}.",
    "My people want to use it {}.",
]
WHEN = ["in the morning", "before I call", "at the end of the month", "on the road", "when it is busy", "every week"]
GOALS = ["Fewer calls", "Shorter waits", "Lower costs", "More repeat orders", "No lost papers", "Trained people"]
THEMES = ["Clarity", "Ease of work", "Response time", "Safety", "Trust", "Workload"]
COMMENTS = ["", "", "Good.", "Yes, this is why we do it.", "Agreed in the steering group."]


def family_names():
    """The well-known ones, and as many again as syllables give."""
    return [*FAMILY, *(start + end for start, end in product(START, END))]
