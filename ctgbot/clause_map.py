"""The map of clauses: which conventions have which clause, who keeps the common wording, who departs from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ctgbot.align import Texts, pieces_of
from ctgbot.model import Clause, Document
from ctgbot.text.article_subjects import subject_labels
from ctgbot.text.near_identical import Source, Wording, wordings
from ctgbot.text.normalise import level
from ctgbot.text.words import content_words

# One clause of a convention settles several parameters: the sentence that gives the notice gives its form too.
_CLAUSES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("duree", "Durée et dates", ("date_effet", "date_fin", "duree", "duree_maximale")),
    ("reconduction", "Reconduction", ("reconduction",)),
    ("avenant", "Modification par avenant", ("avenant",)),
    (
        "denonciation",
        "Dénonciation",
        ("denonciation_preavis", "denonciation_forme", "denonciation_point_de_depart"),
    ),
    (
        "mise_en_demeure",
        "Mise en demeure",
        ("mise_en_demeure_delai", "mise_en_demeure_forme", "mise_en_demeure_point_de_depart"),
    ),
    (
        "resiliation_sans_mise_en_demeure",
        "Résiliation sans mise en demeure",
        ("resiliation_sans_mise_en_demeure",),
    ),
    ("resiliation_effets", "Effets de la résiliation", ("resiliation_effets",)),
    ("juridiction", "Juridiction", ("juridiction",)),
    ("reglement_amiable", "Règlement amiable", ("reglement_amiable",)),
    ("copil_composition", "Comité de pilotage : composition", ("copil_composition",)),
    ("copil_frequence", "Comité de pilotage : réunions", ("copil_frequence",)),
    ("copil_roles", "Comité de pilotage : animation et secrétariat", ("copil_animation", "copil_secretariat")),
    ("cotech_frequence", "Comité technique", ("cotech_frequence",)),
    ("plan", "Plan d'actions : échéance et validation", ("plan_action_echeance", "plan_action_validation")),
    ("bonus_territoire", "Bonus territoire", ("bonus_territoire",)),
    (
        "maintien_financement_collectivite",
        "Maintien du financement",
        ("maintien_financement_collectivite",),
    ),
    ("evaluation", "Évaluation", ("evaluation",)),
    ("avis_dpo_prealable", "Avis du délégué à la protection des données", ("avis_dpo_prealable",)),
    ("confidentialite_apres_terme", "Confidentialité après le terme", ("confidentialite_apres_terme",)),
)
# Articles that no parameter of the registry reads: found by their titles.
_ARTICLES = ("objet", "territoire", "diagnostic", "champs", "principes", "apports_autres", "offre_accueil")
_LAST_ARTICLES = ("communication", "nullite")
_ORGANISMS = """
caf caisse allocations familiales commune communes communauté agglomération métropole ville département conseil
municipal collectivité convention ctg territoriale globale msa mutualité sociale agricole ccas centre communal action
sociale syndicat intercommunal vocation unique région état
"""
_COMMON = frozenset(level(word) for word in _ORGANISMS.split())


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause over all conventions; `without`: those in which it was not found."""

    key: str
    label: str
    wordings: tuple[Wording, ...]
    without: tuple[str, ...]

    @property
    def holders(self) -> int:
        return sum(wording.size for wording in self.wordings)


def clause_map(documents: Sequence[str], texts: Texts) -> tuple[ClauseRow, ...]:
    """The clauses that one of these conventions has at least, in the order of a convention. Raises UnknownDocument."""
    registry = texts.clauses(documents)
    read = [texts.show(one) for one in documents]
    names = {document.card.id: names_of(document) for document in read}
    by_title = _by_title(read)
    labels = subject_labels()
    rows = [_row(key, labels[key], by_title[key], names) for key in _ARTICLES]
    by_clause = _by_clause(registry)
    rows += [_row(key, label, by_clause[key], names) for key, label, _ in _CLAUSES]
    rows += [_row(key, labels[key], by_title[key], names) for key in _LAST_ARTICLES]
    return tuple(row for row in rows if row.wordings)


def names_of(document: Document) -> frozenset[str]:
    """The words by which a convention names itself and its signatories: no difference between two clauses."""
    identity = document.card.identity
    said = " ".join((identity.territoire, *(f"{one.organisme} {one.representant}" for one in identity.signataires)))
    return frozenset(word for word in map(level, _words(said)) if word not in _COMMON)


def _words(text: str) -> Iterator[str]:
    return (word.text for word in content_words(text))


def _row(key: str, label: str, found: Mapping[str, str], names: Mapping[str, frozenset[str]]) -> ClauseRow:
    sources = [Source(document, found[document], own) for document, own in names.items() if document in found]
    return ClauseRow(key, label, wordings(sources), tuple(one for one in names if one not in found))


def _by_clause(registry: Sequence[Clause]) -> dict[str, dict[str, str]]:
    """Clause → document → what it says there: the sentences that prove its parameters, in the order of the text."""
    proofs: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    clause_of = {parameter: key for key, _, parameters in _CLAUSES for parameter in parameters}
    for clause in registry:
        if clause.proof is not None and clause.parameter in clause_of:
            said = proofs[clause_of[clause.parameter], clause.document_id]
            said[clause.proof.start] = max(said.get(clause.proof.start, ""), clause.proof.quote, key=len)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for (key, document), quotes in proofs.items():
        found[key][document] = "\n".join(_distinct([quotes[start] for start in sorted(quotes)]))
    return found


def _distinct(quotes: Collection[str]) -> Iterator[str]:
    """A quote that stands within another one says nothing more."""
    return (one for one in quotes if not any(one != other and one in other for other in quotes))


def _by_title(documents: Sequence[Document]) -> dict[str, dict[str, str]]:
    """Subject → document → the articles that are about it by their titles, or by their words where a title is plain."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for document in documents:
        for piece in pieces_of(document, ()):
            for subject in piece.subjects:
                before = found[subject].get(document.card.id)
                found[subject][document.card.id] = f"{before}\n{piece.text}" if before else piece.text
    return found
