"""Drafts on the shipped corpus: every number worked out again, every sentence with its source, no promise."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from ctgbot.bootstrap import Assistant
from ctgbot.cli import main
from ctgbot.drafting.letter import ACTS
from ctgbot.errors import BadRequest, UnknownDocument
from ctgbot.model import Draft, Fact
from ctgbot.settings import Settings

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = (
    "conventions/ctg-lys-lez-lannoy-2024-2028.txt",
    "exemples/ctg-hauberchain-sur-lauve-2024-2028.docx",
    "exemples/ctg-l-aubraie-sur-esquerre-2021-2025.odt",
    "exemples/ctg-trois-vallons-de-l-ardouze-2022-2026.pdf",
    "exemples/sdsf-haute-fictive-2023-2028.pdf",
)
LYS, HAUBERCHAIN, AUBRAIE = "Lys-lez-Lannoy", "Hauberchain-sur-Lauve", "L'Aubraie-sur-Esquerre"
VALLONS = "Communauté de communes des Trois Vallons de l'Ardouze"
HEADER = "territoire,code_insee,indicateur,valeur,unite,annee,echelle,source"
FIGURES = {
    LYS: """Lys-lez-Lannoy,59367,foyers_allocataires,2850,foyers,2023,commune,Caf
Lys-lez-Lannoy,59,foyers_allocataires,640000,foyers,2023,departement,Caf
Lys-lez-Lannoy,59367,gestionnaires_finances,9,gestionnaires,2023,commune,Caf
Lys-lez-Lannoy,59367,equipements_finances,14,équipements,2023,commune,Caf
Lys-lez-Lannoy,59,equipements_finances,1120,équipements,2023,departement,Caf
Lys-lez-Lannoy,59367,familles,3916,familles,2021,commune,Insee
Lys-lez-Lannoy,59367,familles_monoparentales,693,familles,2021,commune,Insee
Lys-lez-Lannoy,59367,familles_couples_enfants,1845,familles,2021,commune,Insee""",
    HAUBERCHAIN: """Hauberchain-sur-Lauve,70001,foyers_allocataires,4310,foyers,2024,commune,Cnaf
Hauberchain-sur-Lauve,70001,foyers_rsa,1,foyers,2024,commune,Caf
Hauberchain-sur-Lauve,70001,foyers_ppa,700,foyers,2023,commune,Caf
Hauberchain-sur-Lauve,70001,foyers_aah,c,foyers,2024,commune,Caf
Hauberchain-sur-Lauve,70001,personnes_couvertes,9801,personnes,2024,commune,Caf
Hauberchain-sur-Lauve,70001,population_municipale,17000,habitants,2024,commune,Insee
Hauberchain-sur-Lauve,70001,gestionnaires_finances,1,gestionnaires,2024,commune,Caf
Hauberchain-sur-Lauve,70001,equipements_finances,3,équipements,2024,commune,Caf
Hauberchain-sur-Lauve,70001,part_budget_action_sociale,"2,75",%,2024,commune,Caf
Hauberchain-sur-Lauve,70001,taux_pauvrete,"18,5",%,2021,commune,Insee""",
    AUBRAIE: """L'Aubraie-sur-Esquerre,71001,foyers_allocataires,905,foyers,2024,commune,Caf
L'Aubraie-sur-Esquerre,247100011,foyers_allocataires,3000,foyers,2024,epci,Caf
L'Aubraie-sur-Esquerre,71,foyers_allocataires,90000,foyers,2022,departement,Caf
L'Aubraie-sur-Esquerre,71001,foyers_qf_moins_800,300,foyers,2024,commune,Caf
L'Aubraie-sur-Esquerre,71001,foyers_qf_connu,800,foyers,2024,commune,Caf
L'Aubraie-sur-Esquerre,247100011,taux_couverture_petite_enfance,"61,5",,2022,epci,Cnaf""",
}
# Promises and superlatives: a proposal states what is, in the present (brief, 4.2).
FORBIDDEN = re.compile(
    r"\b\w+(?:era|eront|ira|iront|ront)\b|\bs'engage|\b(?:exceptionnel|remarquable|excellen|formidable|ambitieu|idéal"
    r"|exemplaire|meilleur|unique\b|performant|optimal|très\b|leader)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}(?:\u202f\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    assistant = Assistant(Settings(index=tmp_path_factory.mktemp("drafts")))
    assistant.ingest([CORPUS / name for name in FILES])
    return assistant


def figures(folder: Path, territoire: str) -> Path:
    path = folder / "chiffres.csv"
    path.write_text(f"{HEADER}\n{FIGURES[territoire]}\n", encoding="utf-8")
    return path


def drafted(corpus: Assistant, folder: Path, territoire: str) -> Draft:
    facts, _ = corpus.facts([figures(folder, territoire)], territoire)
    return corpus.draft(2, territoire, facts=facts)


def text_of(made: Draft) -> str:
    return " ".join(sentence.text for paragraph in made.paragraphs for sentence in paragraph)


def recomputed(fact: Fact) -> Decimal:
    """A formula worked out again from its figures: « 14 / 1 120 × 100 », « 1 845 + 693 »."""
    numbers = [Decimal(n.replace("\u202f", "").replace(",", ".")) for n in _NUMBER.findall(fact.formula or "")]
    return sum(numbers) if "+" in (fact.formula or "") else numbers[0] / numbers[1] * numbers[2]  # type: ignore[return-value]


@pytest.mark.parametrize("territoire", [LYS, HAUBERCHAIN, AUBRAIE])
def test_every_number_of_a_draft_is_a_figure_a_year_or_is_worked_out_again(
    corpus: Assistant, tmp_path: Path, territoire: str
) -> None:
    made = drafted(corpus, tmp_path, territoire)
    given = {row.split(",")[3].strip('"') for row in FIGURES[territoire].splitlines() if '"' not in row}
    decimals = set(re.findall(r'"(\d+,\d+)"', FIGURES[territoire]))
    years = set(re.findall(r"\b(20\d\d)\b", FIGURES[territoire]))
    shares = set()
    for fact in made.facts:
        if fact.formula:
            value = recomputed(fact)
            assert value == fact.value, fact
            parts = {n.replace("\u202f", "") for n in _NUMBER.findall(fact.formula)} - {"100"}
            sums = {f.display.replace("\u202f", "") for f in made.facts if f.formula and "+" in f.formula}
            assert parts <= given | sums, fact
            for step in ("1", "0.1", "0.01"):
                shares.add(f"{value.quantize(Decimal(step), ROUND_HALF_UP)}".replace(".", ","))
    allowed = given | decimals | years | shares | {"100", "3", "800"}  # « places pour 100 enfants de moins de 3 ans »
    for sentence in (s for paragraph in made.paragraphs for s in paragraph):
        assert {n.replace("\u202f", "") for n in _NUMBER.findall(sentence.text)} <= allowed, sentence.text
        assert sentence.verified, sentence.text
        assert not FORBIDDEN.search(sentence.text), sentence.text
        assert sentence.citations or sentence.facts or sentence.is_formula, sentence.text
    assert any(fact.formula for fact in made.facts)


@pytest.mark.parametrize("said", ["La commune développera deux crèches.", "Une offre exceptionnelle.", "Très active."])
def test_a_promise_or_a_superlative_would_be_seen(said: str) -> None:
    assert FORBIDDEN.search(said)


def test_no_act_promises_anything() -> None:
    every = [line for act in ACTS.values() for line in (*act.opening, *act.closing)]
    assert every
    assert not [line for line in every if FORBIDDEN.search(line) or re.search(r"\d", line)]


def test_the_shares_of_the_issue_come_out(corpus: Assistant, tmp_path: Path) -> None:
    text = text_of(drafted(corpus, tmp_path, LYS)).replace("\u202f", " ")
    assert "2 850 foyers allocataires à Lys-lez-Lannoy, soit 0,45 % des foyers allocataires du département" in text
    assert "9 gestionnaires représentant 14 équipements sont financés" in text
    assert "1,25 % des équipements financés du département" in text


def test_the_two_shares_of_single_parent_families_say_of_what(corpus: Assistant, tmp_path: Path) -> None:
    text = text_of(drafted(corpus, tmp_path, LYS)).replace("\u202f", " ")
    assert "17,7 % de l'ensemble des familles (3 916) et 27,3 % des familles avec enfants (2 538)" in text


def test_numbers_agree_and_years_are_never_mixed(corpus: Assistant, tmp_path: Path) -> None:
    text = text_of(drafted(corpus, tmp_path, HAUBERCHAIN)).replace("\u202f", " ")
    assert "1 foyer bénéficiaire du RSA" in text
    assert "En 2023, on y compte 700 foyers bénéficiaires de la prime d'activité." in text
    assert "1 gestionnaire représentant 3 équipements est financé" in text
    assert "2,75 % de son budget d'action sociale de 2024" in text
    assert "secret statistique" in text
    around = text_of(drafted(corpus, tmp_path, AUBRAIE)).replace("\u202f", " ")
    assert "du département" not in around.split("[à compléter")[0]  # 2022 beside 2024: no share
    assert "37,5 % des foyers dont le quotient familial est connu" in around


def test_the_source_that_rounds_gives_about(corpus: Assistant, tmp_path: Path) -> None:
    assert "environ 4\u202f310 foyers allocataires" in text_of(drafted(corpus, tmp_path, HAUBERCHAIN))
    assert "environ" not in text_of(drafted(corpus, tmp_path, LYS))


@pytest.mark.parametrize("territoire", [LYS, HAUBERCHAIN, AUBRAIE, VALLONS, "Nulle-Part"])
@pytest.mark.parametrize("article", [2, 3, 4])
@pytest.mark.parametrize("short", [False, True])
def test_without_figures_there_is_no_digit_but_of_years_articles_and_sheets(
    corpus: Assistant, territoire: str, article: int, short: bool
) -> None:
    made = corpus.draft(article, territoire, short=short)
    text = text_of(made)
    without = re.sub(r"\b20\d\d\s?-\s?20\d\d\b|\b(?:art\.|annexe|Axe|Fiche-action|fiche|titre) \d+(?:\.\d+)?", "", text)
    assert not re.findall(r"[^.]*\d[^.]*", without)
    blanks = set(re.findall(r"\[à compléter : (.+?)\]", text))
    assert blanks == {f"{gap.label} – {gap.where_to_find}" for gap in made.gaps}
    for sentence in (s for paragraph in made.paragraphs for s in paragraph):
        assert sentence.citations or sentence.is_formula, sentence.text
        own = re.sub(r"«.*?»", "", sentence.text)  # what is quoted is the convention's own affair
        assert not FORBIDDEN.search(own), own


def test_a_draft_names_the_axis_and_the_sheet_of_its_own_scheme_only(corpus: Assistant) -> None:
    text = text_of(corpus.draft(4, VALLONS, fields=["parentalite"]))
    assert "« Axe 2 – Soutenir les parents »" in text
    assert "Fiche-action 2.1" in text
    assert "Pour le logement" not in text
    assert "Axe 2" not in text_of(corpus.draft(4, HAUBERCHAIN))  # another département


def test_each_citation_is_the_text_of_its_document(corpus: Assistant) -> None:
    for article in (2, 3, 4):
        made = corpus.draft(article, VALLONS)
        assert [citation.id for citation in made.citations] == list(range(1, len(made.citations) + 1))
        for citation in made.citations:
            assert corpus.show(citation.document_id).text[citation.start : citation.end] == citation.quote


def test_a_draft_of_an_unknown_territory_says_that_it_has_no_convention(corpus: Assistant) -> None:
    made = corpus.draft(2, "Nulle-Part")
    assert any("Aucune convention de « Nulle-Part »" in warning for warning in made.warnings)
    assert not made.citations


def test_what_cannot_be_drafted_is_said_in_french(corpus: Assistant) -> None:
    with pytest.raises(BadRequest, match="partie libre"):
        corpus.draft(7, LYS)
    with pytest.raises(BadRequest, match="Indiquez le territoire"):
        corpus.draft(2, "  ")
    with pytest.raises(BadRequest, match="Champ « poterie » inconnu"):
        corpus.draft(4, LYS, fields=["poterie"])
    with pytest.raises(UnknownDocument):
        corpus.draft(2, LYS, "rien")


def test_the_command_writes_json_and_markdown(
    corpus: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["draft", "--article", "2", "--territoire", LYS, "--facts", str(figures(tmp_path, LYS))]
    assert main(words, opener=lambda _settings: corpus) == 0
    made = json.loads(capsys.readouterr().out)
    assert {fact["row"] for fact in made["facts"]} >= {2, 3, 4}
    assert made["gaps"]
    out = tmp_path / "projet.md"
    assert main([*words, "--out", str(out)], opener=lambda _settings: corpus) == 0
    assert "## À compléter" in out.read_text(encoding="utf-8")
    assert main([*words, "--format", "docx"], opener=lambda _settings: corpus) == 1
    assert "ajoutez --out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ("Prépare un courrier de dénonciation pour une fin au 31 décembre 2026", "au plus tard le mardi 30 juin 2026"),
        ("Prépare une lettre de dénonciation envoyée le 15 janvier 2026", "au plus tôt le mercredi 15 juillet 2026"),
        ("Prépare un courrier de dénonciation de la CTG", "Date à calculer"),
        ("Rédige un projet de délibération pour approuver la CTG", "Après en avoir délibéré"),
        ("Prépare un avenant à la CTG", "Les autres stipulations de la convention restent inchangées"),
    ],
)
def test_an_act_around_the_convention_quotes_its_clauses(corpus: Assistant, request_: str, said: str) -> None:
    answer = corpus.ask(request_, ["ctg-lys-lez-lannoy-2024-2028"])
    assert answer.status == "answered"
    assert said in answer.body.text
    assert answer.body.citations
    assert "[à compléter :" in answer.body.text
