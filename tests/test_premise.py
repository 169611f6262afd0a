"""What a question takes for granted or wants confirmed, against the clauses: true, false, and no premise at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from ctgbot.clauses.answers import premises_answered, yes_or_no
from ctgbot.clauses.verdicts import verdict
from ctgbot.model import Clause, ClauseStatus, ClauseValue, Passage, Proof, Signataire, SourcedSentence, SourcedText
from ctgbot.text.claims import Opened, opened
from ctgbot.text.grounding import Claim
from ctgbot.text.premise_parts import assumptions, wants_yes_or_no, without_assumptions
from ctgbot.text.premise_statements import Statement, statements
from ctgbot.text.question import Part
from ctgbot.text.remarks import Found

# A convention in twelve sentences, each with the value that its registry holds.
TEXT: dict[str, tuple[ClauseValue, str]] = {
    "denonciation_preavis": ("P6M", "Une partie peut la dénoncer par lettre recommandée, avec un préavis de six mois."),
    "denonciation_forme": ("lrar", "Une partie peut la dénoncer par lettre recommandée, avec un préavis de six mois."),
    "mise_en_demeure_delai": ("P1M", "La mise en demeure reste sans effet un mois."),
    "reconduction": ("explicite", "Elle ne peut être reconduite que par accord exprès."),
    "date_fin": ("2028-12-31", "Elle s'achève le 31 décembre 2028."),
    "copil_frequence": (2, "Le comité de pilotage se réunit deux fois par an."),
    "copil_animation": ("collectivite", "Le comité est présidé par la commune, avec les services de la Caf."),
    "copil_secretariat": ("collectivite", "La commune en tient le secrétariat."),
    "juridiction": ("tribunal", "Les litiges relèvent du tribunal administratif."),
    "confidentialite_apres_terme": (True, "La discrétion est due même après la fin de la convention."),
    "avis_dpo_prealable": (True, "L'avis préalable du délégué à la protection des données est recueilli."),
    "maintien_financement_collectivite": (True, "La commune maintient son soutien financier."),
    "signataires": ((Signataire("Caf du Nord"), Signataire("Commune de Vaux")), "La Caf du Nord et la commune de Vaux"),
}  # fmt: skip
ABSENT = ("cotech_frequence", "reglement_amiable")


def clauses_of(parameters: Collection[str]) -> Sequence[Clause]:
    read = [
        Clause("vaux", key, "rempli", value, Proof(quote, "art. 1", 1, 1, 0, len(quote)))
        for key, (value, quote) in TEXT.items()
    ]
    return [one for one in [*read, *(Clause("vaux", key, "absent") for key in ABSENT)] if one.parameter in parameters]


def passages_of(document: str) -> Sequence[Passage]:
    return [Passage("p", document, "CTG", "s", "article", "art. 1", (), 1, 1, 0, 500, "x" * 500)]


def part(question: str) -> Part:
    return Part(question, question, (), False)


def said(found: Found | None) -> str:
    """faux, oui, non, rien de prévu, or nothing."""
    if found is None:
        return ""
    if found.unsaid:
        return "rien de prévu"
    if found.notice:
        return "rien de prévu" if "ne prévoit rien" in found.notice else "?"
    opening = found.openings[0]
    return next((word for word in ("oui", "non") if opening.lower().startswith(f"{word}.")), "faux")


PREMISES = [
    ("Puisque le préavis est de 3 mois, comment dénoncer ?", "faux"),
    ("Puisque le préavis est de six mois, comment dénoncer ?", ""),
    ("Puisqu'il faut un préavis de 2 mois, quand écrire ?", "faux"),
    ("Comme le préavis est d'un an, quand devons-nous écrire ?", "faux"),
    ("Comme le préavis est de 6 mois, quand devons-nous écrire ?", ""),
    ("Sachant que le délai de prévenance est de trois mois, que faut-il envoyer ?", "faux"),
    ("Vu que le préavis est de 180 jours, que faut-il envoyer ?", ""),
    ("Si le préavis est de 3 mois, comme prévu, quand écrire ?", "faux"),
    ("Si le préavis est de 3 mois, quand écrire ?", ""),
    ("On m'a dit que le préavis était de 3 mois, est-ce exact ?", "faux"),
    ("Il paraît que le préavis est de 9 mois.", "faux"),
    ("J'ai lu que la mise en demeure laisse 15 jours, c'est où ?", "faux"),
    ("Puisque la mise en demeure laisse un mois, à qui l'adresser ?", ""),
    ("Puisque le préavis des agents de la crèche est de 3 mois, que faire ?", ""),
    ("Puisque la CTG est reconduite tacitement, faut-il délibérer ?", "faux"),
    ("Étant donné que la convention se renouvelle automatiquement, que signer ?", "faux"),
    ("Puisque la convention n'est pas reconduite tacitement, que signer ?", ""),
    ("Puisque la CTG est reconduite par accord exprès, qui le signe ?", ""),
    ("Comme la CTG est tacitement reconduite, comment s'y opposer ?", "faux"),
    ("Comme le copil est présidé par la commune seule, qui invite la Caf ?", "faux"),
    ("Comme le copil est présidé par la commune, qui invite la Caf ?", ""),
    ("Comme le copil est présidé par la Caf, qui invite ?", "faux"),
    ("Puisque la Caf tient le secrétariat, qui convoque ?", "faux"),
    ("Puisque la commune tient le secrétariat, qui convoque ?", ""),
    ("La Caf fait le secrétariat du copil : tu peux me retrouver l'article ?", "faux"),
    ("Puisque le secrétariat est tenu à tour de rôle, qui commence ?", "faux"),
    ("Comme la dénonciation se fait par simple mail, à quelle adresse ?", "faux"),
    ("Comme la dénonciation se fait par lettre recommandée, à quelle adresse ?", ""),
    ("Du moment que la dénonciation peut se faire par téléphone, qui appeler ?", "faux"),
    ("Sachant que la convention court jusqu'en 2030, faut-il un avenant ?", "faux"),
    ("Sachant que la convention court jusqu'en 2028, faut-il un avenant ?", ""),
    ("Puisque la convention expire le 31 décembre 2027, que faut-il préparer ?", "faux"),
    ("Puisque la convention expire le 31 décembre 2028, que faut-il préparer ?", ""),
    ("Vu qu'aucune juridiction n'est prévue, où aller ?", "faux"),
    ("Vu que le tribunal administratif est compétent, lequel saisir ?", ""),
    ("Vu que le tribunal judiciaire est compétent, lequel saisir ?", "faux"),
    ("Étant donné que la MSA a signé, qui la représente ?", "faux"),
    ("La confidentialité s'arrête à la fin de la convention donc on peut publier ?", "faux"),
    ("Comme la discrétion continue après la convention, jusqu'à quand ?", ""),
    ("Puisque l'avis du DPO est facultatif, que faut-il faire ?", "faux"),
    ("Puisque l'avis du DPO est obligatoire, qui le demande ?", ""),
    ("Puisque la commune peut baisser sa participation, de combien ?", "faux"),
    ("Alors que la commune maintient son soutien, que fait la Caf ?", ""),
    ("Puisque le copil se réunit tous les mois, qui invite ?", "faux"),
    ("Puisque le copil est semestriel, qui invite ?", ""),
    ("Dès lors que le comité de pilotage se réunit 4 fois par an, qui invite ?", "faux"),
    ("Puisque le cotech se réunit tous les mois, qui l'anime ?", "rien de prévu"),
    ("Comme une conciliation est prévue, qui la mène ?", "rien de prévu"),
    ("Le préavis est bien de 3 mois, n'est-ce pas ?", "non"),
    ("Le préavis est de six mois, n'est-ce pas ?", "oui"),
    ("C'est bien 3 mois, le préavis ?", "non"),
    ("Le préavis, c'est bien 6 mois ?", "oui"),
    ("Confirme que le copil se réunit 4 fois par an", "non"),
    ("Peux-tu confirmer que le copil se réunit deux fois par an ?", "oui"),
    ("Confirmez-moi que la convention se termine en 2028.", "oui"),
    ("La Caf tient le secrétariat, non ?", "non"),
    ("La convention court jusqu'au 31 décembre 2028, c'est bien ça ?", "oui"),
    ("La CTG est reconduite tacitement, vrai ou faux ?", "non"),
    ("Le copil est présidé par la Caf, pas vrai ?", "non"),
    ("La MSA a signé, n'est-ce pas ?", ""),
    ("Quel est le préavis ?", ""),
    ("Comme le prévoit l'article 13, le préavis est-il de 3 mois ?", ""),
    ("Une CTG comme la nôtre prévoit-elle un copil ?", ""),
    ("Qui préside le copil ?", ""),
    ("Comment dénoncer la convention ?", ""),
    ("Je suis agent à la Caf. Quel est le préavis ?", ""),
    ("Comme nous changeons de maire, faut-il un avenant ?", ""),
    ("Puisque la commune a 3 écoles, combien de places en crèche ?", ""),
    ("Donc on écrit à qui ?", ""),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), PREMISES)
def test_a_premise_is_corrected_only_when_a_clause_belies_it(question: str, expected: str) -> None:
    found = premises_answered(question, part(question), str, clauses_of, passages_of)
    assert [said(one) for one in found] == ([expected] if expected else [])


def test_two_false_premises_of_one_sentence_are_both_corrected() -> None:
    question = "La Caf préside le copil et en fait le secrétariat : tu peux me retrouver l'article ?"
    found = premises_answered(question, part(question), str, clauses_of, passages_of)
    assert [candidate.unit.text for one in found for candidate in one.chosen] == [
        TEXT["copil_animation"][1],
        TEXT["copil_secretariat"][1],
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("La CTG est-elle reconduite automatiquement ?", "non"),
        ("La convention peut-elle être reconduite ?", "oui"),
        ("Est-ce que le préavis est de six mois ?", "oui"),
        ("Le copil est-il présidé par la Caf ?", "non"),
        ("Le copil est-il animé par la Caf ?", ""),  # it is presided over: another thing
        ("Le copil est-il présidé par la commune ?", "oui"),
        ("La MSA est-elle signataire ?", ""),  # who is not named may sign all the same
        ("La confidentialité s'applique-t-elle après la fin de la convention ?", "oui"),
        ("L'avis du DPO est-il obligatoire ?", "oui"),
        ("Peut-on dénoncer par simple mail ?", "non"),
        ("Une conciliation est-elle prévue ?", "rien de prévu"),
        ("La convention n'est-elle pas reconduite tacitement ?", ""),
        ("Quand la CTG est-elle reconduite ?", ""),
        ("Le préavis est-il de trois ou de six mois ?", ""),
        ("Le préavis de la ludothèque est-il de six mois ?", ""),
        ("Qui préside le copil ?", ""),
    ],
)
def test_oui_or_non_is_said_only_when_the_value_settles_it(question: str, expected: str) -> None:
    assert said(yes_or_no(part(question), clauses_of, passages_of)) == expected


@pytest.mark.parametrize(
    ("text", "parameter", "value", "status", "expected"),
    [
        ("le préavis est de 3 mois", "denonciation_preavis", None, "a_completer", "a_completer"),
        ("le préavis est de 3 mois", "denonciation_preavis", "P6M", "contradictoire", "contradictoire"),
        ("le préavis est de 90 jours", "denonciation_preavis", "P3M", "rempli", None),
        ("le préavis est d'un an", "denonciation_preavis", "P12M", "rempli", "vrai"),
        ("la CTG est reconduite fin 2027 tacitement", "reconduction", "tacite", "rempli", "vrai"),
        ("la CTG peut être reconduite", "reconduction", "aucune", "rempli", "faux"),
        ("la convention finit fin 2028", "date_fin", "2028-06-30", "rempli", None),
        ("la convention finit fin 2029", "date_fin", "2028-06-30", "rempli", "faux"),
        ("la Caf préside le copil", "copil_animation", "conjointe", "rempli", None),
        ("la Caf seule préside le copil", "copil_animation", "conjointe", "rempli", "faux"),
        ("on dénonce par mail", "denonciation_forme", "ecrit", "rempli", None),
        ("on dénonce par téléphone", "denonciation_forme", "ecrit", "rempli", "faux"),
    ],
)
def test_a_statement_against_a_clause(
    text: str, parameter: str, value: ClauseValue | None, status: ClauseStatus, expected: str | None
) -> None:
    one = next(one for one in statements(text) if one.parameter == parameter)
    clause = Clause("d", parameter, "rempli", value, Proof("Le comité.", "art. 1", 1, 1, 0, 10))
    assert verdict(one, replace(clause, status=status), asked=False) == expected


def test_a_superseded_clause_is_said_after_the_one_in_force() -> None:
    old = replace(clauses_of(["denonciation_preavis"])[0], superseded_by="avenant")
    new = Clause(
        "avenant", old.parameter, "rempli", "P8M", Proof("le délai est de huit mois", "art. B", None, 1, 0, 25)
    )
    question = "Puisque le préavis est de six mois, quand écrire ?"
    (found,) = premises_answered(question, part(question), str, lambda _: [old, new], passages_of)
    assert [candidate.unit.text for candidate in found.chosen] == [
        "le délai est de huit mois",
        old.proof and old.proof.quote,
    ]
    assert found.openings[0].endswith("En vigueur : ")
    assert found.openings[1].startswith("Remplacé")


def test_what_is_granted_is_taken_out_of_what_is_asked() -> None:
    assert without_assumptions("Puisque le préavis est de 3 mois, comment dénoncer ?") == "comment dénoncer ?"
    assert without_assumptions("Comment dénoncer ?") == "Comment dénoncer ?"
    assert without_assumptions("Il paraît que le préavis est de 3 mois") == "Il paraît que le préavis est de 3 mois"


def test_an_opening_is_said_only_before_what_is_proven() -> None:
    claims = [Opened("Art. 1 : « six mois »", (1,), "Non. "), Claim("Art. 2"), Opened("« dix mois »", (2,), "Oui. ")]
    proven = SourcedText(
        tuple(
            SourcedSentence(claim.text, claim.citations, verified)
            for claim, verified in zip(claims, (True, True, False), strict=True)
        )
    )
    assert [sentence.text for sentence in opened(proven, claims).sentences] == [
        "Non. Art. 1 : « six mois »", "Art. 2", "« dix mois »",
    ]  # fmt: skip


def test_the_words_of_the_asker_are_kept() -> None:
    (granted,) = assumptions("Puisque le Préavis est de 3 mois, comment dénoncer ?")
    assert granted.text == "le Préavis est de 3 mois"
    assert statements(granted.text) == (Statement("denonciation_preavis", "P3M", granted.text),)
    assert wants_yes_or_no("Est-ce que la MSA signe ?")
    assert not wants_yes_or_no("La MSA signe.")
