"""What can be asked of all the conventions at once: each parameter of the registry, in the words of a question.

Patterns read the level form of a question. The first topic all of whose `words` are there is the one asked about; the
reader of the question then wants every other word accounted for, so that two topics are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Measure = Literal["duration", "rate", "date"]

_COPIL = r"(?:copils?|comites? de pilotage|instances? de pilotage)\b"
_COTECH = r"(?:cotechs?|comites? techniques?|comites? operationnels?)\b"
_MEETS = r"(?:se )?reuni\w*|\bseances?\b|\brencontres?\b|\bfrequen\w+|\brythmes?\b|\bperiodicites?\b|\bsouvent\b"
_NOTICE = (
    r"(?:(?:delais?|durees?|clauses?) (?:de |du |d'|des )?)?\b(?:preavis|prevenances?)(?: (?:de|pour) (?:la )?"
    r"(?:denonciation|denoncer|retrait|sortie|partir|sortir|quitter))?\b"
    r"|\bdelais? (?:de |pour |avant )(?:la )?(?:denonciation|denoncer|se retirer|retrait|sortie)\b"
)
# not « Quelles conventions sont dénoncées ? », which asks what has happened
_DENOUNCE = (
    r"\b(?:(?:clauses?|possibilites?|facultes?|droits?) (?:de |d'une )?)?"
    r"(?:denonciations?|denoncables?|(?:(?:pour|de|peuvent) (?:(?:la|les|etre) )?)denonc(?:er|ees?))\b"
)
_FORMAL_NOTICE = r"\b(?:delais? (?:de |d'|avant |apres )?(?:la |les |une )?)?mises? en demeure\b"
_LRAR = r"\blrar\b|\b(?:lettres? |courriers? )?recommande\w*(?: avec (?:accuse|avis) de reception)?"
_WRITTEN = r"\b(?:un |simple )?(?:ecrits?|courriers? simples?|lettres? simples?)\b"
_FORMS = {"lrar": _LRAR, "ecrit": _WRITTEN}
_TACIT = {
    "tacite": r"\btacites?\b|\btacitement\b|\bautomatique(?:s|ment)?\b",
    "explicite": r"\b(?:par )?(?:un )?(?:accord )?(?:explicites?|express(?:e|es)|expres)\b",
}
_WHO = {
    "caf": r"\b(?:la |les )?cafs?\b|\bcaisse d'allocations familiales\b",
    "collectivite": r"\b(?:la (?:collectivite|commune|ville|mairie|metropole|communaute(?: de communes)?)"
    r"|l'(?:epci|intercommunalite|agglomeration))\b",
    "conjointe": r"\bconjoint\w*|\ben commun\b|\bcopresid\w+|\bcoanim\w+",
    "alternance": r"\ben alternance\b|\balternativement\b|\ba tour de role\b",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """`measure`: what its values are compared by; `values`: the choices that a question may name; `given`: those that
    make « prévoit … » true where not every value does; `mention`: of a topic that the registry knows only by a detail
    of it, what shows that a text speaks of the thing all the same; `also`: words that go with it and tell nothing more;
    `thing`: what « prévoit … » is said of, where it is not the parameter itself."""

    parameter: str
    words: tuple[str, ...]
    measure: Measure | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    mention: str = ""
    also: str = ""
    thing: str = ""

    def spans(self, flat: str) -> tuple[tuple[int, int], ...]:
        """Where its words stand in the question; none when one of them is missing."""
        found = [[match.span() for match in re.finditer(word, flat)] for word in self.words]
        if not all(found):
            return ()
        beside = [match.span() for match in re.finditer(self.also, flat)] if self.also else []
        return tuple(span for spans in (*found, beside) for span in spans)


TOPICS: tuple[Topic, ...] = (
    Topic("resiliation_sans_mise_en_demeure", (r"\bresili\w+ (?:de plein droit )?sans mise en demeure\b",)),
    Topic("mise_en_demeure_forme", (_FORMAL_NOTICE, f"{_LRAR}|{_WRITTEN}"), values=_FORMS),
    Topic("mise_en_demeure_delai", (_FORMAL_NOTICE,), "duration"),
    Topic("denonciation_forme", (f"{_DENOUNCE}|{_NOTICE}", f"{_LRAR}|{_WRITTEN}"), values=_FORMS),
    Topic("denonciation_preavis", (_NOTICE,), "duration"),
    Topic("denonciation_forme", (_DENOUNCE,), thing="Dénonciation"),
    Topic(
        "reconduction",
        (
            r"\b(?:reconductions?|renouvellements?|reconductibles?|renouvelables?"
            r"|peuvent etre (?:reconduit|renouvele)es)\b",
        ),
        values=_TACIT,
        given=("tacite", "explicite"),
    ),
    Topic(
        "reconduction",
        (
            r"\b(?:(?:reconduit|renouvele)es|se (?:reconduisent|renouvellent|reconduit|renouvelle))\b",
            "|".join(_TACIT.values()),
        ),
        values=_TACIT,
    ),
    Topic("duree_maximale", (r"\bdurees? maximales?\b|\bdurees? maximum\b",), "duration"),
    Topic("duree", (r"\bdurees?(?: totales?)?\b|\bdur(?:e|ent)\b",), "duration"),
    Topic(
        "date_fin",
        (
            r"\bdates? (?:de fin|d'echeance|d'expiration)\b|\bprennent fin|\bse termin\w+|\bexpire(?:nt)?\b"
            r"|\bs'achev\w+",
        ),
        "date",
    ),
    Topic(
        "date_effet",
        (
            r"\bdates? (?:d'effet|de debut|d'entree en vigueur)\b|\bprennent effet|\bdebutent|\bcommencent"
            r"|\bentrent en vigueur",
        ),
        "date",
    ),
    Topic(
        "plan_action_validation",
        (r"\bplans? d'actions?\b", r"\bvalid\w+|\bapprouv\w+|\badopt\w+"),
        values={
            "caf": _WHO["caf"],
            "conseil": r"\b(?:le |un )?conseils?(?: municipa\w+| communautaires?)?\b",
            "copil": rf"\b(?:le )?{_COPIL}",
        },
    ),
    Topic("copil_secretariat", (r"\bsecretariats?(?: permanents?)?\b",), values=_WHO, also=_COPIL),
    Topic("copil_animation", (_COPIL, r"\b(?:co)?(?:anim|presid)\w+"), values=_WHO),
    Topic(
        "copil_composition",
        (_COPIL, r"\bparit\w+|\ba parts? egales?\b|\bcomposition\b"),
        values={"paritaire": r"\bparit\w+|\ba parts? egales?\b"},
    ),
    Topic("copil_frequence", (_COPIL, _MEETS), "rate"),
    Topic("cotech_frequence", (_COTECH, _MEETS), "rate"),
    Topic("copil_frequence", (_COPIL,), "rate", mention=_COPIL, thing="Comité de pilotage"),
    Topic("cotech_frequence", (_COTECH,), "rate", mention=_COTECH, thing="Comité technique"),
    Topic("bonus_territoire", (r"\bbonus(?: territoires?)?(?: ctg)?\b",)),
    Topic(
        "maintien_financement_collectivite",
        (
            r"\bmain(?:tien\w*|tenir) (?:de |du |des |le |la |les |leurs? |ses )*(?:niveaux? (?:de |du )?)?"
            r"financements?\b",
        ),
    ),
    Topic(
        "evaluation",
        (r"\bevaluations?\b|\bevalu\w+",),
        values={
            "mi_parcours": r"\ba mi-parcours\b|\bintermediaires?\b",
            "finale": r"\bfinales?\b|\ben fin de convention\b",
            "annuelle": r"\bannuel\w*|\bchaque annee\b|\btous les ans\b",
            "en_continu": r"\bcontinues?\b|\ben continu\b",
        },
    ),
    Topic(
        "juridiction",
        (r"\bjuridictions?(?: competentes?)?\b|\btribuna(?:l|ux)(?: competents?| administratifs?)*\b",),
    ),
    Topic(
        "reglement_amiable",
        (r"\b(?:(?:reglements?|tentatives?|phases?|procedures?) (?:de )?)?(?:a l')?(?:amiables?|conciliations?)\b",),
        "duration",
    ),
    Topic(
        "confidentialite_apres_terme",
        (
            r"\bconfidentialite\b|\bsecret(?: professionnel)?\b",
            r"\bapres (?:le |la |leur |son )?(?:terme|fin|expiration)\b",
        ),
    ),
    Topic(
        "avis_dpo_prealable",
        (
            r"\bavis (?:prealables? )?(?:de |du |d'un )?(?:dpo\b|delegues?(?: a la protection des donnees)?)"
            r"(?: prealables?)?",
        ),
    ),
    Topic("sdsf_reference", (r"\bsdsf\b|\bschemas? departemental\w*(?: des services aux familles)?",)),
)  # fmt: skip
