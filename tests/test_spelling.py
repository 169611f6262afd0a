"""Hurried spelling is read as ordinary French; what is properly written is left to the character."""

from __future__ import annotations

import pytest

from ctgbot.text.asked_clauses import asked_parameters
from ctgbot.text.question import read_question
from ctgbot.text.spelling import respell

TYPED = [
    line.split(" → ")
    for line in """
cb de tps avan faut prevenir pr denoncé la convantion → combien de temps avant faut prevenir pour dénoncer la convention
c koi le delai pr se retiré → c'est quoi le delai pour se retirer
C koi le preavi ? → C'est quoi le préavis ?
kan es ke ça finit → quand est-ce que ça finit
kan finit la ctg → quand finit la ctg
Kel est le délai de préavis ? → Quel est le délai de préavis ?
kelle est la durée → quelle est la durée
ki anime le copil et ki fait le secretaria → qui anime le copil et qui fait le secrétariat
ki signe la conv° → qui signe la convention
pk faut prevenir avant → pourquoi faut prevenir avant
pkoi la caf paie pas → pourquoi la caf paie pas
jms vu ce delai → jamais vu ce delai
qd es que ça prend effet → quand est-ce que ça prend effet
Qd prend fin la convention ? → Quand prend fin la convention ?
es ke la ctg est reconduite tt seule → est-ce que la ctg est reconduite tout seule
esque la ctg est renouvelée → est-ce que la ctg est renouvelée
est ce que le copil se réunit → est-ce que le copil se réunit
est ce qu'il faut un recommandé → est-ce qu'il faut un recommandé
keske dit l'article 9 → qu'est-ce que dit l'article 9
qu'est ce que le bonus territoire → qu'est-ce que le bonus territoire
kesk il faut faire → qu'est-ce que il faut faire
ya t il un cotech → y a-t-il un cotech
y a t il un bonus → y a-t-il un bonus
y a t'il une annexe → y a-t-il une annexe
ya til un préavis → y a-t-il un préavis
y a-t'il un avenant → y a-t-il un avenant
jai pas vu le délai → j'ai pas vu le délai
cest qui qui anime le copil → c'est qui qui anime le copil
cest quand la fin → c'est quand la fin
c quand la fin de la ctg → c'est quand la fin de la ctg
c combien le bonus → c'est combien le bonus
faut il prévenir la caf → faut-il prévenir la caf
peut on sortir avant la fin → peut-on sortir avant la fin
doit on envoyer un recommandé → doit-on envoyer un recommandé
a t on le droit de quitter la ctg → a-t-on le droit de quitter la ctg
puis je quitter la ctg → puis-je quitter la ctg
la commune a t elle un délai → la commune a-t-elle un délai
qqn peut signé à la place du maire → quelqu'un peut signer à la place du maire
qui peut signé lavenant → qui peut signer l'avenant
on peut denoncé quand → on peut dénoncer quand
on peut dénonce quand → on peut dénoncer quand
il faut envoyé une lettre → il faut envoyer une lettre
faut-il notifié par courrier → faut-il notifier par courrier
on doit respecté quel delai → on doit respecter quel delai
pour résilié la convention → pour résilier la convention
comment se retiré de la ctg → comment se retirer de la ctg
la caf peut modifié la convention → la caf peut modifier la convention
la ville veut arrêté la ctg → la ville veut arrêter la ctg
que dit lannexe 2 → que dit l'annexe 2
que dit larticle 7 → que dit l'article 7
que dit l article 7 → que dit l'article 7
la fin de l engagement → la fin de l'engagement
faut qu il signe → faut qu'il signe
jusqua quand dure la ctg → jusqu'à quand dure la ctg
dun commun accord → d'un commun accord
bcp de communes signent → beaucoup de communes signent
combien de réunions pdt la ctg, et cb de tps → combien de réunions pendant la ctg, et combien de temps
la durée ds la convention, cb de tps → la durée dans la convention, combien de temps
quel est le préavi → quel est le préavis
la convension est signée → la convention est signée
la réziliation de la convention → la résiliation de la convention
la résilliation de la convention → la résiliation de la convention
la rezilliation → la résiliation
la dénonsiation → la dénonciation
la denontiation → la dénonciation
le comitée de pilotag → le comité de pilotage
comité de pilotaje → comité de pilotage
le comittée technique → le comité technique
le secrétaria du copil → le secrétariat du copil
le secretarriat du copil → le secrétariat du copil
quel tribunnal → quel tribunal
la juridixion → la juridixion
la juridicsion → la juridiction
les signatères → les signataire
la reconducsion → la reconduction
la reconductoin → la reconduction
la confidensialité → la confidentialité
la confidentialitée → la confidentialité
le finansement → le financement
le financemment → le financement
une delibération → une delibération
l'échéence → l'échéance
le préanbule → le préambule
la parentalitée → la parentalité
qui le notiffie → qui le notiffie
cté de communes de Lorvane → communauté de communes de Lorvane
la com com de Lorvane → la communauté de communes de Lorvane
asso gestionnaire → association gestionnaire
fo prévenir cb de tps → faut prévenir combien de temps
fo til prévenir → faut-il prévenir
kel tribunal si litige → quel tribunal si litige
coment modifié la ctg → comment modifier la ctg
quil faille prévenir → qu'il faille prévenir
aujourdhui le préavis → aujourd'hui le préavis
CB DE TPS POUR SORTIR → COMBIEN DE TEMPS POUR SORTIR
tjs le même délai → toujours le même délai
nb de réunions → nombre de réunions
""".strip().splitlines()
]

PROPER = """
Quel est le délai de prévenance pour dénoncer la CTG de Lys-lez-Lannoy ?
Qui préside le comité de pilotage ?
À quelle fréquence le comité technique se réunit-il ?
La CTG est-elle reconduite automatiquement à son échéance ?
Que deviennent les engagements si la convention est résiliée ?
Y a-t-il un bonus territoire ?
Est-ce que la Caf peut transmettre des données nominatives ?
Qu'est-ce que le CEJ ?
Combien de places compte le RPE ?
Le LAEP est-il ouvert le mercredi ?
C'est quoi le délai pour résilier la CTG ?
Que dit l'article 9 ?
Que prévoit l'annexe 2 ?
L'axe C est-il financé ?
Que prévoit la fiche D ?
La commune de Hem a-t-elle signé ?
Rien de signé ?
Le plan d'actions est-il validé ?
Pour quelles actions la Caf s'engage-t-elle ?
Qui est signataire, svp ?
Bonjour, quelle est la durée de la convention s'il vous plaît ?
Peut-on sortir de la convention sans motif ?
Quels sont les objectifs de l'axe 2 ?
Quel est le conventionnement de la crèche ?
Que dit la charte de la laïcité ?
La conversion des places est-elle prévue ?
Y a-t-il une énonciation des objectifs ?
La provision est-elle versée ?
Quelle est la prévision d'effectifs ?
Les DS et les PR sont-ils cités ?
Le TA de Lille est-il compétent ?
Le CC de Ganvières vote-t-il ?
La CA du Douaisis est-elle signataire ?
Le DG et le PDT signent-ils ?
Que fait le PA en 2026 ?
Qui convoque les membres ?
Quelle convocation faut-il adresser ?
Les annexes sont-elles jointes ?
Les comités se réunissent-ils ensemble ?
Combien d'avenants ont été signés ?
Les signataires sont-ils les mêmes ?
Quel est le rythme des réunions ?
Quels financements sont maintenus ?
Que prévoit le planning ?
Le reporting est-il annuel ?
Quelles sont les instances de gouvernance ?
Comment la confidentialité est-elle garantie après le terme ?
Quelles sont les prestations de service ?
La première est elle aussi concernée ?
Faut-il une lettre recommandée avec accusé de réception ?
À compter de quelle date le délai court-il ?
Si on envoie la lettre le 31 mars 2026, quand la convention finit-elle ?
Quelle part est financée à 55 % ?
Les données à caractère personnel sont-elles protégées ?
Qui est responsable de traitement au sens de l'article 30 du RGPD ?
Quel est le montant de 12 500 € ?
La MSA est-elle signataire de la CTG de Lys, comme dans les CTG rurales ?
Compare les délais de Kergoat et de Ker-Armor.
Le kiosque famille est-il cité ?
Le karaté est-il financé ?
Que dit-on des assistantes maternelles ?
Existe-t-il un présent accord sur les locaux ?
Les conventions sont-elles conclues pour 4 ans ?
Qui a validé le diagnostic ?
Quel rôle joue le chargé de coopération ?
La Ctg renouvelle-t-elle le Cej ?
L'ensemble des communes membres est-il engagé ?
Quand la commune doit-elle délibérer ?
Le conseil communautaire approuve-t-il la convention ?
Que se passe-t-il en cas de désaccord ?
Comment le bilan est-il présenté ?
""".strip().splitlines()


@pytest.mark.parametrize(("typed", "read"), TYPED)
def test_what_is_typed_in_haste_is_read_as_ordinary_french(typed: str, read: str) -> None:
    assert respell(typed) == read


@pytest.mark.parametrize("question", PROPER)
def test_a_properly_written_question_is_unchanged(question: str) -> None:
    assert respell(question) == question


@pytest.mark.parametrize("question", [*PROPER, *(typed for typed, _ in TYPED)])
def test_reading_twice_changes_nothing_more(question: str) -> None:
    assert respell(respell(question)) == respell(question)


def test_a_word_of_the_texts_is_no_typo() -> None:
    assert respell("la convension du parc", {"convens"}) == "la convension du parc"


@pytest.mark.parametrize(
    ("typed", "parameter"),
    [
        ("kel é le préavi pr denoncé la convension ?", "denonciation_preavis"),
        ("ki fait le secretaria du copil", "copil_secretariat"),
        ("kel tribunnal est compétent", "juridiction"),
        ("kan prend fin la convantion", "date_fin"),
        ("qui sont les signatairs", "signataires"),
    ],
)
def test_the_clause_asked_for_is_recognised(typed: str, parameter: str) -> None:
    part = read_question(respell(typed), (), lambda text: text).parts[0]
    assert asked_parameters(part) == (parameter,)
