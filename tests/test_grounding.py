"""Proof: what a sentence may say of the clauses it cites, and what makes it unverified."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clauses import (
    ANIMATION,
    BONUS,
    COMPOSITION,
    COPIL,
    DISCRETION,
    LOI,
    MISE_EN_DEMEURE,
    NULLITE,
    PARTIE,
    PERSONNES,
    PREAVIS,
    RECONDUCTION,
    RECOURS,
    SANS_MISE_EN_DEMEURE,
    SUBVENTION,
    VISA,
)
from hypothesis import given
from hypothesis import strategies as st

from ctgbot.model import Citation, SourcedSentence, SourcedText
from ctgbot.text.grounding import Claim, ground, renumbered, supports, unsupported_numbers

TRUE = [
    ("Le délai de prévenance est de 6 mois.", PREAVIS),
    ("Le délai de prévenance est de six mois.", PREAVIS),
    ("Le délai de prévenance est de six (6) mois.", PREAVIS),
    ("La convention peut être dénoncée avec un délai de prévenance de 6 mois.", PREAVIS),
    ("Le délai de prévenance est de 6.", PREAVIS),
    ("La convention ne peut être reconduite que par accord explicite.", RECONDUCTION),
    ("La convention sera résiliée de plein droit sans mise en demeure.", SANS_MISE_EN_DEMEURE),
    ("La résiliation a lieu à l'expiration d'un délai d'un mois.", MISE_EN_DEMEURE),
    ("La résiliation a lieu à l'expiration d'un délai de 1 mois.", MISE_EN_DEMEURE),
    ("Le comité de pilotage est semestriel.", COPIL),
    ("Le comité est animé par la collectivité.", ANIMATION),
    ("Le secrétariat permanent est assuré par la Collectivité.", ANIMATION),
    ("La loi du 6 janvier 1978 est citée.", LOI),
    ("La loi du 06/01/1978 est citée.", LOI),
    ("La loi n° 78-17 est citée.", LOI),
    ("La délibération est du 17 janvier 2019.", VISA),
    ("La délibération est de 2019.", VISA),
    ("La délibération est du 17 janvier.", VISA),
    ("La délibération est du 17 janvier 2019, prise par la Caf du Nord.", VISA),
    ("Le comité est composé à parité.", COMPOSITION),
    ("Des personnes ressources pourront participer au comité à titre consultatif.", PERSONNES),
    ("Les litiges sont du ressort du Tribunal administratif.", RECOURS),
    ("Les parties sont tenues au secret professionnel.", DISCRETION),
    ("Les parties doivent respecter le secret professionnel après l'expiration de la convention.", DISCRETION),
    ("La commune est représentée par Monsieur Charles Alexandre PROKOPOWICZ.", PARTIE),
    ("La stipulation nulle est réputée non écrite.", NULLITE),
    ("La subvention est de 15 000 € par an.", SUBVENTION),
    ("La subvention est de 15 000 euros par an.", SUBVENTION),
    ("La subvention est de 15000 €.", SUBVENTION),
    ("La subvention est de 15\u202f000\u00a0€.", SUBVENTION),
    ("La part est de 12,5 %.", SUBVENTION),
    ("La part est de 12.5 pour cent.", SUBVENTION),
    ("La convention va du 1er janvier 2024 au 31 décembre 2028.", SUBVENTION),
    ("Le Bonus Territoire Ctg remplace les financements bonifiés.", BONUS),
    ("Le délai de prévenance est de 6 mois [1].", PREAVIS),
    ("Le délai est d'un mois, puis la convention peut être dénoncée.", f"{MISE_EN_DEMEURE}\n{PREAVIS}"),
]

FORGED = [
    ("Le délai de prévenance est de 12 mois.", PREAVIS),
    ("Le délai de prévenance est de douze mois.", PREAVIS),
    ("La convention ne peut pas être dénoncée.", PREAVIS),
    ("La convention n’est jamais dénoncée par les parties.", PREAVIS),
    ("Le délai de prévenance est de huit jours.", PREAVIS),
    ("La convention peut être dénoncée moyennant un délai de prévenance de 6 mois, après huit jours.", PREAVIS),
    ("Le délai de prévenance est de 6 jours.", PREAVIS),
    ("Le délai de prévenance est de 6 ans.", PREAVIS),
    ("Le délai de prévenance est de 6 semaines.", PREAVIS),
    ("Le délai est de 6 mois.", LOI),
    ("Le délai est de 6 mois.", "6 janvier 1978"),
    ("Le délai est de 1 mois.", "article 1"),
    ("La convention doit être dénoncée par l'une des parties.", PREAVIS),
    ("La dénonciation est obligatoire.", PREAVIS),
    ("Il faut dénoncer la convention.", PREAVIS),
    ("La convention devra être dénoncée.", PREAVIS),
    ("La convention est interdite de dénonciation.", PREAVIS),
    ("Aucune partie ne dénonce la convention.", PREAVIS),
    ("La convention peut être dénoncée sans délai de prévenance.", PREAVIS),
    ("La convention peut être dénoncée sauf par la Caf.", PREAVIS),
    ("La Caf seule peut dénoncer la convention.", PREAVIS),
    ("Seule la Caf peut dénoncer la convention.", PREAVIS),
    ("La convention peut être dénoncée uniquement par la Caf.", PREAVIS),
    ("La convention peut être reconduite par accord explicite.", RECONDUCTION),
    ("La convention est reconduite par accord explicite.", RECONDUCTION),
    ("La présente convention peut être reconduite tacitement.", RECONDUCTION),
    ("La reconduction est tacite.", RECONDUCTION),
    ("La convention sera résiliée de plein droit après mise en demeure.", SANS_MISE_EN_DEMEURE),
    ("La résiliation a lieu à l'expiration d'un délai de deux mois.", MISE_EN_DEMEURE),
    ("Le délai court après réception d'une lettre simple sous 15 jours.", MISE_EN_DEMEURE),
    ("Le comité se réunit deux fois par an.", COPIL),
    ("Le comité de pilotage est trimestriel.", COPIL),
    ("Le comité de pilotage est annuel.", COPIL),
    ("Le comité de pilotage est mensuel.", COPIL),
    ("Le comité de pilotage se tient tous les mois.", COPIL),
    ("Le comité de pilotage peut se réunir.", COPIL),
    ("Le comité n'est pas animé par la Caf.", ANIMATION),
    ("Le comité est animé par le Préfet.", ANIMATION),
    ("Le comité est animé avec la commune de Roubaix.", ANIMATION),
    ("Roubaix anime le comité.", ANIMATION),
    ("Monsieur Martin anime le comité.", ANIMATION),
    ("La MSA anime le comité.", ANIMATION),
    ("MSA et Caf animent le comité.", ANIMATION),
    ("La loi du 7 janvier 1978 est citée.", LOI),
    ("La loi du 6 février 1978 est citée.", LOI),
    ("La loi du 6 janvier 1979 est citée.", LOI),
    ("La loi n° 78-18 est citée.", LOI),
    ("La délibération est de 2020.", VISA),
    ("La délibération est du 17 janvier 2019, prise par la Caf du Rhône.", VISA),
    ("Le comité est composé de 12 représentants.", COMPOSITION),
    ("Le comité est composé de douze représentants.", COMPOSITION),
    ("Le comité compte 14 membres.", COMPOSITION),
    ("Des personnes ressources doivent participer au comité.", PERSONNES),
    ("Des personnes ressources participent avec voix délibérative et ne sont pas consultatives.", PERSONNES),
    ("Les litiges sont du ressort du Tribunal judiciaire de Lille.", RECOURS),
    ("Les litiges ne sont pas du ressort du Tribunal administratif.", RECOURS),
    ("Les parties ne sont pas tenues au secret professionnel.", DISCRETION),
    ("Les parties peuvent lever le secret.", DISCRETION),
    ("Le secret dure 5 ans.", DISCRETION),
    ("La commune est représentée par Monsieur Charles PROKOPOWITZ.", PARTIE),
    ("La commune est représentée par Madame Véronique DELCOURT.", PARTIE),
    ("La stipulation nulle est réputée écrite.", NULLITE),
    ("La subvention est de 150 000 €.", SUBVENTION),
    ("La subvention est de 15 €.", SUBVENTION),
    ("La subvention est de 15 000 000 €.", SUBVENTION),
    ("La part est de 12 %.", SUBVENTION),
    ("La part est de 125 %.", SUBVENTION),
    ("La part est de 12,5 €.", SUBVENTION),
    ("La convention va du 1er janvier 2025 au 31 décembre 2028.", SUBVENTION),
    ("La convention dure 4 ans.", SUBVENTION),
    ("La Caf peut conserver le montant des financements bonifiés.", BONUS),
    ("Le bonus est de 3 000 €.", BONUS),
    ("Seule une des parties peut dénoncer la convention.", PREAVIS),
    ("La convention peut être automatiquement dénoncée.", PREAVIS),
    ("La convention ne peut pas être dénoncée.", f"{PREAVIS}\n{RECONDUCTION}"),
    ("La convention ne peut être dénoncée que par les parties.", f"{PREAVIS}\n{RECONDUCTION}"),
    ("La convention ne peut pas être reconduite.", RECONDUCTION),
    ("La convention est reconduite par accord.", RECONDUCTION),
    ("La dénonciation est interdite.", f"{PREAVIS}\n{RECONDUCTION}"),
    ("Il est impossible de dénoncer la convention.", f"{PREAVIS}\n{SANS_MISE_EN_DEMEURE}"),
    ("Le délai de prévenance est de 13.", f"Article 13. {PREAVIS}"),
    ("Monsieur Charles PROKOPOW représente la commune.", PARTIE),
    ("Selon l'article 12, le délai de prévenance est de 6 mois.", PREAVIS),
]

QUOTED = [
    ("Art. 13 : « délai de prévenance de 6 mois »", PREAVIS, True),
    ("Art. 13 : « délai de prévenance de 6 mois »", MISE_EN_DEMEURE, False),
    ("Art. 13 : « délai de prévenance de 7 mois »", PREAVIS, False),
    ("Art. 13 : « delai de prévenance de 6 mois »", PREAVIS, False),
    ("Art. 13 : « délai de prévenances de 6 mois »", PREAVIS, False),
    ("Art. 13 : « élai de prévenance de 6 mois »", PREAVIS, False),
    ("Art. 13 : « par l’une ou l’autre des parties »", PREAVIS, True),
    ("Art. 13 : « par l'une   ou\u00a0l'autre des parties »", PREAVIS, True),
    (
        "Art. 13 : « La présente convention peut être dénoncée […] moyennant un délai de prévenance de 6 mois »",
        PREAVIS,
        True,
    ),
    ("Art. 13 : « La présente convention […] 6 mois »", PREAVIS, True),
    ("Art. 13 : « La présente convention […] 12 mois »", PREAVIS, False),
    ("Art. 13 : « 6 mois […] La présente convention »", PREAVIS, False),
    ("Art. 11 : « La présente convention […] peut être reconduite »", RECONDUCTION, False),
    ("Art. 13 : « La présente convention peut être dénoncée »", PREAVIS, True),
    ("Art. 13 : « la présente convention doit être dénoncée »", PREAVIS, False),
    (f"6 mois (art. 13 › Résiliation par consentement mutuel) : « {PREAVIS} »", PREAVIS, True),
    (f"12 mois (art. 13 › Résiliation par consentement mutuel) : « {PREAVIS} »", PREAVIS, False),
    (f"La Caf doit attendre (art. 13) : « {PREAVIS} »", PREAVIS, False),
    ("Art. 13 : « » ", PREAVIS, False),
    (f"« {PREAVIS} » sauf à Roubaix.", PREAVIS, False),
    (f"Art. 13, 12 mois : « {PREAVIS} »", PREAVIS, False),
    (f"Art. 13 sauf pour la Caf : « {PREAVIS} »", PREAVIS, False),
    ("Le délai “de 12 mois” s'applique.", PREAVIS, False),
    ('Le texte dit "6 mois".', PREAVIS, True),
    ('Le texte dit "La convention sera dénoncée par les parties".', PREAVIS, False),
    ("Art. 13 : « peut être dénoncée par l'une » « moyennant un délai »", PREAVIS, True),
    ("Art. 13 : « peut être dénoncée par l'une » « moyennant un mois »", PREAVIS, False),
    ("Art. 11 : « peut être reconduite »", RECONDUCTION, False),
    ("Art. 11 : « ne peut être reconduite »", RECONDUCTION, False),
    ("Art. 11 : « ne peut être reconduite que par accord explicite »", RECONDUCTION, True),
    ("Art. 13 : « procéder à une mise en demeure »", SANS_MISE_EN_DEMEURE, False),
    ("Selon l'article 13, le délai de prévenance est de 6 mois.", PREAVIS, True),
]

PLACES = ("art. 11", "art. 13", "article 13", "art. 13 › Résiliation par consentement mutuel")


@pytest.mark.parametrize(("sentence", "quote"), TRUE)
def test_what_the_quote_says_is_verified(sentence: str, quote: str) -> None:
    assert supports(sentence, [quote])


@pytest.mark.parametrize(("sentence", "quote"), FORGED)
def test_what_the_quote_does_not_say_is_not_verified(sentence: str, quote: str) -> None:
    assert not supports(sentence, [quote])


@pytest.mark.parametrize(("sentence", "quote", "expected"), QUOTED)
def test_words_between_quotation_marks_are_in_the_quote(sentence: str, quote: str, expected: bool) -> None:
    assert supports(sentence, [quote], places=PLACES) is expected


def test_nothing_is_proven_without_a_quote() -> None:
    assert not supports("Le délai de prévenance est de 6 mois.", [])


def test_a_name_that_the_question_holds_needs_no_proof() -> None:
    sentence = "À Lannoy, le délai de prévenance est de 6 mois."
    assert not supports(sentence, [PREAVIS])
    assert supports(sentence, [PREAVIS], free="quel est le delai a lannoy ?")


@given(st.integers(0, 999), st.sampled_from(["mois", "jours", "ans", "%", "€", "réunions par an", "équipements"]))
def test_no_other_number_than_the_clause_s_own_is_verified(number: int, unit: str) -> None:
    assert supports(f"Le délai est de {number} {unit}.", [PREAVIS]) is ((number, unit) == (6, "mois"))


@given(st.data())
def test_a_quote_with_one_character_changed_is_not_verified(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(PREAVIS) - 1).filter(lambda i: PREAVIS[i].isalnum()))
    other = data.draw(st.sampled_from("abcxyzéàABC0123456789").filter(lambda c: c != PREAVIS[place]))
    altered = PREAVIS[:place] + other + PREAVIS[place + 1 :]
    assert supports(f"« {PREAVIS} »", [PREAVIS])
    assert not supports(f"« {altered} »", [PREAVIS])


@pytest.mark.parametrize(
    ("sentence", "quote", "missing"),
    [
        ("Le délai est de 6 mois.", PREAVIS, ()),
        ("Le délai est de 12 mois, puis de 6 jours.", PREAVIS, ("12 mois", "6 jours")),
        ("L'article 13 fixe 6 mois.", PREAVIS, ()),
        ("La loi est de 1978.", LOI, ()),
        ("La loi est de 1979.", LOI, ("1979",)),
        ("Le 6 janvier.", LOI, ()),
        ("Le 7 janvier.", LOI, ("7 janvier",)),
        ("Soit 15 000 euros.", SUBVENTION, ()),
        ("Soit 15 001 euros.", SUBVENTION, ("15 001 euros",)),
    ],
)
def test_the_numbers_without_proof_are_given_as_written(sentence: str, quote: str, missing: tuple[str, ...]) -> None:
    assert unsupported_numbers(sentence, [quote]) == missing


TEXT = f"ARTICLE 13\n\n{PREAVIS}\n\nARTICLE 11\n\n{RECONDUCTION}\n"


def cited(quote: str, number: int = 1, article: int = 13) -> Citation:
    start = TEXT.index(quote)
    return Citation(number, "a", "CTG A", f"art. {article}", article, None, start, start + len(quote), quote, quote)


def text_of(_document_id: str) -> str:
    return TEXT


def test_a_claim_proven_by_its_citation_is_verified() -> None:
    grounded = ground([Claim(f"6 mois (art. 13) : « {PREAVIS} »", (1,))], [cited(PREAVIS)], text_of)
    assert [(s.verified, s.citations) for s in grounded.sentences] == [(True, (1,))]
    assert grounded.citations == (cited(PREAVIS),)


@pytest.mark.parametrize(
    "claim",
    [
        "La convention peut être dénoncée moyennant un délai de prévenance de 12 mois.",
        "La convention ne peut pas être dénoncée.",
        "La convention peut être dénoncée moyennant un délai de prévenance de 6 mois, puis de huit jours.",
        "6 mois (art. 12) : « délai de prévenance de 6 mois »",
    ],
)
def test_a_forged_claim_is_kept_and_marked(claim: str) -> None:
    grounded = ground([Claim(claim, (1,))], [cited(PREAVIS)], text_of)
    assert grounded.sentences == (SourcedSentence(claim, (1,), verified=False),)


def test_a_claim_is_proven_by_its_own_citations_only() -> None:
    claims = [Claim("Le délai de prévenance est de 6 mois.", (2,)), Claim("Le délai de prévenance est de 6 mois.", ())]
    grounded = ground(claims, [cited(PREAVIS), cited(RECONDUCTION, 2, 11)], text_of)
    assert [sentence.verified for sentence in grounded.sentences] == [False, False]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(cited(PREAVIS), start=cited(PREAVIS).start + 1),
        replace(cited(PREAVIS), end=cited(PREAVIS).end + 1),
        replace(cited(PREAVIS), quote=PREAVIS.replace("6 mois", "12 mois")),
        replace(cited(PREAVIS), start=10_000, end=10_118),
        replace(cited(PREAVIS), start=0, end=0, quote=""),
    ],
)
def test_a_citation_whose_offsets_do_not_hold_its_quote_is_dropped(wrong: Citation) -> None:
    grounded = ground([Claim("Le délai de prévenance est de 6 mois.", (1,))], [wrong], text_of)
    assert grounded.citations == ()
    assert grounded.sentences == (SourcedSentence("Le délai de prévenance est de 6 mois.", (), verified=False),)


def test_a_claim_that_cites_what_does_not_exist_is_not_verified() -> None:
    grounded = ground([Claim("Le délai de prévenance est de 6 mois.", (1, 9))], [cited(PREAVIS)], text_of)
    assert [(s.verified, s.citations) for s in grounded.sentences] == [(False, (1,))]


def test_citations_are_renumbered_in_the_order_of_the_sentences() -> None:
    text = SourcedText(
        (SourcedSentence("b", (7, 3)), SourcedSentence("a", (3,)), SourcedSentence("rien")),
        (cited(PREAVIS, 3), cited(RECONDUCTION, 7, 11), cited(PREAVIS, 5)),
    )
    again = renumbered(text)
    assert [sentence.citations for sentence in again.sentences] == [(1, 2), (2,), ()]
    assert [(citation.id, citation.quote) for citation in again.citations] == [(1, RECONDUCTION), (2, PREAVIS)]
