"""A question in English is read as the French question that it asks; only its meaning is asserted, not its grammar."""

from __future__ import annotations

import pytest

from ctgbot.text.asked_clauses import asked_parameters
from ctgbot.text.english import read_english
from ctgbot.text.normalise import level
from ctgbot.text.question import read_question

# The question | the parameters of the registry that its French asks for
CLAUSES = """
What is the notice period? | denonciation_preavis
How long is the notice period? | denonciation_preavis
How long is the notice period to terminate the agreement? | denonciation_preavis
How much notice must we give to leave the CTG? | denonciation_preavis
How far in advance must we give notice before leaving the agreement? | denonciation_preavis
How much advance notice is required to withdraw from the agreement? | denonciation_preavis
What is the deadline after a formal notice? | mise_en_demeure_delai
How often does the steering committee meet? | copil_frequence
How often must the steering group meet? | copil_frequence
How many times a year does the steering committee meet? | copil_frequence
How frequently does the technical committee meet? | cotech_frequence
Who provides the secretariat of the steering committee? | copil_secretariat
Who is in charge of the secretariat? | copil_secretariat
Who are the members of the steering committee? | copil_composition
What is the composition of the steering committee? | copil_composition
Who runs the steering committee? | copil_animation
When does the agreement end? | date_fin
When does it end? | date_fin
On what date does the convention expire? | date_fin
What is the end date of the agreement? | date_fin
When does the agreement start? | date_effet
What is the effective date? | date_effet
When does the CTG come into force? | date_effet
How long does the agreement last? | duree
What is the duration of the agreement? | duree
Is the agreement automatically renewed? | reconduction
Can the CTG be tacitly renewed? | reconduction
Who signs the agreement? | signataires
Who are the signatories? | signataires
Which court has jurisdiction in case of a dispute? | juridiction
What is the competent court? | juridiction
Is there an amicable settlement procedure? | reglement_amiable
""".strip().splitlines()

# The question | words that its French has
MEANINGS = """
Who chairs the steering committee? | qui preside|comite de pilotage
What happens to the commitments if the agreement is terminated? | que deviennent|engagements|resiliee
What happens if the municipality leaves the CTG? | que se passe|commune|quitte
What happens if a party does not keep its commitments? | ne respecte pas|engagements
Can the Caf send us personal data? | caf peut|nous transmettre|donnees a caractere personnel
May the Caf share the list of beneficiaries? | peut|transmettre|liste nominative
Compare the notice period of Lys-lez-Lannoy with that of Hem. | comparer|preavis|Lys-lez-Lannoy|Hem
Does it say anything about childcare? | dit|petite enfance
Does it say anything about early years? | dit|petite enfance
Does the agreement mention youth? | dit|jeunesse
Does it say anything about parenting support? | dit|parentalite
Does the text mention housing? | dit|logement
Does it say anything about disability in Val-Mésange? | dit|handicap|à Val-Mésange
What does article 9 say? | dit|article 9
What does the agreement say about confidentiality? | dit|confidentialite
Is confidentiality kept after the end of the agreement? | confidentialite|apres la fin
What are the missions of the steering committee? | missions|comite de pilotage
How is the agreement evaluated? | comment|evaluee
What is the amount of the territorial bonus? | quel est le montant|bonus territoire
Must we send a registered letter? | doit-on|lettre recommandee
Can the agreement be amended? | peut|modifiee
How can we amend the agreement? | comment|modifier
Do the parties have to settle disputes amicably? | litige|amiable
Is the MSA a signatory of the CTG of Lys? | MSA|signataire|Lys
Who approves the action plan? | qui valide|plan d'actions
What are the annexes? | quels sont les annexes
How many nursery places are there? | combien de places|creche
What are the objectives for parenting? | objectifs|parentalite
Can we terminate without reason? | peut-on|denoncer|sans motif
And who provides the secretariat? | et|qui assure|secretariat
What about Hem? | et|Hem
""".strip().splitlines()

NOT_ENGLISH = """
Quel est le délai de préavis ?
Le planning est-il annexé ?
Qui fait le reporting et le benchmark ?
Quel est le mail du référent ?
Le copil est-il on line ou in situ ?
Quel est le timing du steering committee ?
Y a-t-il un « data protection officer » dans la convention ?
c koi le delai pr se retiré
Bonjour
CTG Lys-lez-Lannoy
""".strip().splitlines()


def _cases(table: list[str]) -> list[tuple[str, str]]:
    return [(question.strip(), wanted.strip()) for question, wanted in (line.split(" | ") for line in table)]


@pytest.mark.parametrize(("question", "parameter"), _cases(CLAUSES))
def test_an_english_question_asks_for_the_clause(question: str, parameter: str) -> None:
    french = read_english(question)
    assert french is not None
    part = read_question(french, (), lambda text: text).parts[0]
    assert asked_parameters(part) == (parameter,)


@pytest.mark.parametrize(("question", "words"), _cases(MEANINGS))
def test_an_english_question_keeps_its_meaning(question: str, words: str) -> None:
    french = read_english(question)
    assert french is not None
    assert [word for word in words.split("|") if level(word) not in level(french)] == []


@pytest.mark.parametrize("question", NOT_ENGLISH)
def test_a_french_question_is_not_read_as_english(question: str) -> None:
    assert read_english(question) is None


@pytest.mark.parametrize(
    "question",
    ["What is the weather like in the mountains?", "Who won the football match with the goalkeeper?", "the of"],
)
def test_what_is_not_understood_is_not_guessed(question: str) -> None:
    assert read_english(question) is None


@pytest.mark.parametrize("place", ["Lys-lez-Lannoy", "Val-Mésange", "Coteaux de Lorvane", "Hem"])
def test_a_name_passes_through(place: str) -> None:
    french = read_english(f"What is the notice period of the CTG of {place}?")
    assert french == f"Quel est le délai de préavis de la CTG de {place} ?"


def test_two_questions_stay_two() -> None:
    french = read_english("Who signs the agreement? When does it end?")
    assert french is not None
    assert len(read_question(french, (), lambda text: text).parts) == 2
