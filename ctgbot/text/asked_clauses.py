"""Which parameters of the clause registry a question asks for, when it asks for nothing else.

A clause that was read once, with its status and its proof, is surer than a search. But only a question whose every
content word is understood is answered from it: « Quel préavis pour les agents de la crèche ? » is not about the
convention's notice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctgbot.text.normalise import level
from ctgbot.text.premise_parts import wants_yes_or_no
from ctgbot.text.question import Part
from ctgbot.text.words import content_words

_OTHER_KINDS = ("count", "amount", "percent", "frequency", "date", "when", "form", "start")
# What may stand in any of these questions without changing what is asked.
_ANYWHERE = (
    r"conventions?|ctgs?|territoriales?|globales?|textes?|contrats?|accords?|partenariats?|prevu\w*|prevoi\w*|fixe\w*"
    r"|dit|dire|disent|indiqu\w*|precis\w*|exact\w*|exige\w*|impos\w*|caf|communes?|collectivites?|mairies?|villes?"
    r"|metropoles?|agglomerations?|communautes?|intercommunalites?|epcis?|territoires?|syndicats?"
    r"|parties?|signee?s?|vigueur|actuel\w*|notre|nos|selon|d'apres|article"
)
_NOTICE = r"preavis|prevenances?"
_LEAVE = (
    r"denonc\w*|quitt\w*|sort\w*|retir\w*|arret\w*|mettre|fin|rompre|rupture|unilateral\w*|prevenir|previen\w*|avance"
    r"|avant|desengag\w*"
)
_COPIL = r"copils?|comites?|pilotage"
_COTECH = r"cotechs?|comites?|techniques?"
_MEET = r"reuni\w*|rencontr\w*|siege\w*|tenu|tenir|tient|fois|an|annee|frequences?|rythme|souvent|minimum|minima|moins"
_LONG = r"delais?|durees?|temps|mois|jours?|combien|longueur|respecter|laisser|observer|donner|faut"
_CHANGED = r"chang\w*|modifi\w*|avenants?|allong\w*|raccourci\w*|toujours|aujourd|hui|desormais"
_NAMES_NOTICE = rf"(?:{_NOTICE}|denonc\w*)"
_FORM = (
    r"formes?|formalites?|lettres?|courriers?|recommandee?s?|lrar|accuses?|avis|receptions?|ecrite?s?|ecrire|e|mails?"
    r"|courriels?|suffi\w*|simples?|obligatoire\w*|envoy\w*|adress\w*|notifi\w*|types?|prendre|voie|postale?"
)
_START = (
    r"part|partir|compt\w*|cour\w*|debut\w*|commence\w*|envois?|envoy\w*|receptions?|recue?|points?|departs?|quand"
    r"|date|expedition|notification|notifi\w*|presentation|lettres?|courriers?|\d+|un|deux|trois|quatre|cinq|six"
    r"|neuf|douze"
)
_ASKS_FORM = r"(?:formes?|formalites?|recommandee?s?|lrar|courriers?|lettres?|ecrit|mails?|courriels?)"
_ASKS_START = r"(?:part|courent|court|courir|commence\w*|(?:a|de) (?:partir|compter) d\w*|point de depart|comptent?)"
_PLAN = r"(?:plans?|programmes?) d'actions?"


@dataclass(frozen=True, slots=True)
class _Rule:
    """`asks` must be found; every other content word must be in `with_` or stand anywhere. `types`: one of these kinds
    of answer is asked for, any when empty."""

    parameter: str
    asks: re.Pattern[str]
    with_: re.Pattern[str]
    types: tuple[str, ...] = ()


def _rule(parameter: str, asks: str, with_: str, *types: str) -> _Rule:
    return _Rule(parameter, re.compile(asks), re.compile(rf"(?:{with_}|{_ANYWHERE})"), types)


_RULES = (
    _rule("denonciation_preavis", rf"\b(?:{_NOTICE})\b", rf"{_NOTICE}|{_LEAVE}|{_LONG}|{_CHANGED}|resili\w*",
          "duration"),
    # « Quels délai et forme pour dénoncer ? »: the other things asked in the same breath have their own rule below.
    _rule("denonciation_preavis",
          rf"(?=.*\b{_NAMES_NOTICE}\b).*\b(?:combien|quels? (?:est |sont )?(?:les? )?(?:delais?|preavis))\b",
          rf"{_NOTICE}|{_LEAVE}|{_LONG}|{_FORM}|{_START}", "duration"),
    _rule("denonciation_forme", rf"(?=.*\b(?:{_NAMES_NOTICE}|prevenir|quitter)\b).*\b{_ASKS_FORM}\b",
          rf"{_NOTICE}|{_LEAVE}|{_LONG}|{_FORM}"),
    _rule("denonciation_point_de_depart", rf"(?=.*\b{_NAMES_NOTICE}\b).*\b{_ASKS_START}\b",
          rf"{_NOTICE}|{_LONG}|{_START}|denonc\w*"),
    _rule("mise_en_demeure_forme", rf"(?=.*\bmises? en demeure\b).*\b{_ASKS_FORM}\b",
          rf"mises?|demeure|{_LONG}|{_FORM}"),
    _rule("mise_en_demeure_point_de_depart", rf"(?=.*\bmises? en demeure\b).*\b{_ASKS_START}\b",
          rf"mises?|demeure|{_LONG}|{_START}"),
    _rule("plan_action_echeance", rf"\b{_PLAN}\b",
          r"plans?|programmes?|actions?|prete?|remis\w*|etabli\w*|elabor\w*|echeances?|dates?|limites?|tard|arret\w*"
          r"|finalis\w*|presente\w*|dispose\w*|adopte\w*", "date", "when"),
    _rule("annexes", r"\bquelles? (?:sont )?(?:les )?annexes?\b|\blistes? des annexes\b|\bannexes? sont\b",
          r"annexes?|list\w*|join\w*|annonc\w*|figur\w*|comport\w*|enumer\w*|accompagn\w*"),
    _rule("sdsf_reference", r"\b(?:schema departemental|sdsf)\b",
          r"schema|departement\w*|sdsf|services?|familles?|periodes?|annees?|dates?|couvre|couvert\w*|vise\w*|refer\w*"
          r"|cit\w*|mention\w*"),
    _rule("periode", r"\bquelles? (?:est (?:la )?|sont (?:les )?)?(?:periodes?|annees)\b",
          r"periodes?|annees?|couvr\w*|couvert\w*|concern\w*|etend|porte"),
    _rule("evaluation", r"^(?!.*\bqui\b).*\b(?:evalu(?:ation|ee?s?|er)|bilans?)\b",
          r"evalu\w*|bilans?|moments?|rythme|frequences?|fois|an|souvent|combien|conduite?|menee?|realise\w*|fait\w*",
          "when", "frequency"),
    _rule("bonus_territoire", r"^(?!.*\b(?:qui|quels?|combien|comment|quand|montants?)\b).*\bbonus territoire\b",
          r"bonus|vers\w*|exist\w*|parl\w*|mention\w*|evoqu\w*|place"),
    _rule("maintien_financement_collectivite",
          r"^(?!.*\b(?:quels?|combien|comment|quand|pourquoi)\b).*"
          r"\b(?:maint\w*|poursui\w*|baisser|diminuer|reduire|conserver)\b.*\b(?:financ\w*|soutiens?|credits?|effort\w*)",
          r"maint\w*|poursui\w*|baisser|diminuer|reduire|conserver|financ\w*|soutiens?|credits?|efforts?|engag\w*|niveau"
          r"|obligee?|doit|peut|montants?"),
    _rule("denonciation_preavis", rf"^\W*(?:quel\w* (?:est|sont) )?(?:le |la |les )?(?:{_NOTICE})\b",
          rf"{_NOTICE}|{_LEAVE}|resili\w*"),
    _rule("denonciation_preavis", r"\bdenonc\w*", rf"{_NOTICE}|{_LEAVE}|{_LONG}", "duration"),
    _rule("denonciation_preavis",
          r"\b(?:prevenir|previen\w*)\b.*\b(?:avance|avant)\b|\bavance\b.*\b(?:prevenir|previen\w*)",
          rf"{_LEAVE}|{_LONG}", "duration"),
    _rule("mise_en_demeure_delai", r"\bmises? en demeure\b",
          rf"mises?|demeure|{_LONG}|agir|conformer|repondre", "duration"),
    _rule("copil_frequence", r"\b(?:copils?|comites? de pilotage)\b", rf"{_COPIL}|{_MEET}|{_LONG}", "frequency"),
    _rule("cotech_frequence", r"\b(?:cotechs?|comites? techniques?)\b", rf"{_COTECH}|{_MEET}|{_LONG}", "frequency"),
    _rule("copil_secretariat", r"\bsecretari\w*",
          rf"{_COPIL}|secretari\w*|assur\w*|tient|tenir|tenu|permanent|charge\w*"),
    _rule("copil_composition", r"\b(?:compos\w*|membres?|sieg\w*)\b.*\b(?:copil|comite de pilotage)"
          r"|\b(?:copil|comite de pilotage)\b.*\b(?:compos\w*|membres?)",
          rf"{_COPIL}|compos\w*|membres?|sieg\w*|participe\w*"),
    _rule("copil_animation", r"\banim\w*|\bqui presid\w*", rf"{_COPIL}|anim\w*|assur\w*|presid\w*"),
    _rule("date_fin", r"\b(?:fin|finit|finir|termine\w*|expire\w*|expiration|echeance|acheve\w*|jusqu\w*|terme)\b",
          r"fin|finit|finir|prend\w*|termine\w*|expire\w*|expiration|echeance|dates?|acheve\w*|jusqu\w*|court"
          r"|courir|terme"
          r"|arrive\w*|annee|jour|arret\w*|valable\w*|dur\w*", "date", "when"),
    _rule("date_effet", r"\b(?:effet|vigueur|commence\w*|debut\w*|demarr\w*)\b",
          r"effet|prend\w*|entr\w*|commence\w*|debut\w*|demarr\w*|dates?|partir|jour", "date", "when"),
    _rule("duree", r"\b(?:duree|dur\w+)\b(?! maxim)", r"duree|dur\w+|conclu\w*|total\w*|temps|ans|annees?"
        r"|combien", "duration"),
    _rule("reconduction", r"\b(?:reconduc\w*|reconduit\w*|renouvel\w*|tacite\w*)\b",
          r"reconduc\w*|reconduit\w*|renouvel\w*|tacite\w*|automati\w*|modalites?|conditions?|peut"
          r"|possible\w*|explicite\w*"),
    _rule("signataires", r"\b(?:signataires?|signent?|signe\b|cosign\w*)",
          r"signataires?|signent?|signe|cosign\w*|qui|noms?"),
    _rule("juridiction", r"\b(?:tribuna\w*|juridiction\w*)\b|\bquel(?:le)? (?:est le )?juge\b",
          r"tribuna\w*|juridiction\w*|juges?|competent\w*|litiges?|contentieux|cas|saisir|recours|desaccords?|regle\w*"
          r"|conflits?|differends?|proces|devant|bras|fer|irait|va|aller|tranche\w*"),
    _rule("resiliation_sans_mise_en_demeure", r"\bresili\w*\b.*\bsans (?:aucune )?mise en demeure\b",
          rf"resili\w*|demeure|mises?|plein|droit|{_LONG}", "duration"),
    _rule("resiliation_sans_mise_en_demeure", r"\bresili\w*\b.*\bsans (?:aucune )?mise en demeure\b",
          r"resili\w*|demeure|mises?|plein|droit|quels?|cas|prealable"),
    _rule("resiliation_effets", r"\b(?:effets?|consequences?)\b.*\bresiliation\b|\bresiliation\b.*\b(?:effets?"
        r"|consequences?)\b",
          r"effets?|consequences?|resiliation|entrain\w*|produit|anticipee"),
    _rule("confidentialite_apres_terme", r"\b(?:confidentialite|secret)\b.*\b(?:apres|au-dela|fin|terme"
        r"|expiration|dure\w*|cesse\w*)\b",
          r"confidentialite|secret|professionnel\w*|obligations?|dela|fin|terme|expiration|dure\w*|cesse\w*"
          r"|eteint|maintenue?|tenu\w*"
          r"|subsiste"),
    _rule("avis_dpo_prealable", r"\bavis\b.*\b(?:dpo|delegue\w*)\b",
          r"avis|dpo|delegue\w*|protection|donnees|prealable\w*|demand\w*|obtenir|obligatoire\w*|necessaire\w*"
          r"|recueill\w*"),
    _rule("plan_action_validation", r"\bqui\b.*\b(?:valid\w*|approuv\w*|adopt\w*)\b.*\bplans? d'actions?\b",
          r"valid\w*|approuv\w*|adopt\w*|plans?|actions?|charge\w*"),
    _rule("duree_maximale", r"\bdurees? (?:maximales?|maximum)\b", r"durees?|maximales?|maximum|conclu\w*|totale?"
          r"|renouvel\w*|recondu\w*|proro\w*|compris\w*|inclus\w*"),
    _rule("reglement_amiable", r"\b(?:amiable\w*|conciliation|mediation)\b",
          r"amiable\w*|conciliation|mediation|reglement\w*|litiges?|procedure|prealable\w*|delais?|cas|existe\w*|faut"
          r"|avant|saisir|tribuna\w*|juges?|justice|contentieux|recours|differends?|desaccords?|conflits?"
          r"|dure\w*|duree|combien|temps|chercher|tent\w*|obligatoire\w*"),
)  # fmt: skip


_ASKS_LENGTH = re.compile(r"\bcombien\b|\bquel(?:le)?s? (?:est |sont )?(?:les? |la )?(?:delais?|preavis|durees?)\b")
# « …, et combien de temps peut-elle durer ? »: the conciliation of the part before, unless a convention is named.
_OF_SOMETHING_ELSE = re.compile(
    r"\b\w+-(?:t-)?(?:il|elle)s? (?:dure\w*|commence\w*|fini\w*|se termin\w*)|\bdure-t-(?:il|elle)"
)
_OF_THE_CONVENTION = re.compile(r"\b(?:conventions?|ctgs?|contrats?|accords?|textes?|conciliation|mediation)\b")

# What tells it all the same where the clause itself is not there: « du 1er janvier 2025 au 31 décembre 2028 ».
INSTEAD = {"duree": ("duree_maximale", "date_effet", "date_fin"), "date_fin": ("duree", "date_effet")}


# « La Caf peut-elle nous transmettre des données nominatives ? »: what is done before any such exchange answers it.
_HANDED_OVER = re.compile(
    r"\b(?:transm\w+|communiqu\w+|envo\w+|fourni\w*|donn(?:er|ent?|ez)\b|partag\w+|echang\w+|recevoir|recoi\w+|obtenir"
    r"|acces|acceder|remettre|remet)\b"
)
_PERSONAL_DATA = re.compile(
    r"\bnominati\w+|\b(?:donnees?|informations?) (?:a caractere )?personnel\w*"
    r"|\b(?:listes?|fichiers?) (?:d'|des |de nos |de la )(?:allocataires|familles|beneficiaires)"
)


def asked_if_said(part: Part) -> tuple[str, ...]:
    """Parameters whose clause answers the question where there is one, and tells nothing where there is none."""
    if part.types or not wants_yes_or_no(part.text):
        return ()  # « Combien de temps garde-t-on les données transmises ? » asks for something else
    flat = level(part.text)
    return ("avis_dpo_prealable",) if _HANDED_OVER.search(flat) and _PERSONAL_DATA.search(flat) else ()


def asked_parameters(part: Part) -> tuple[str, ...]:
    """Keys of the registry; none as soon as a word of the question is about something else."""
    flat = level(part.text)
    if _OF_SOMETHING_ELSE.search(flat) and not _OF_THE_CONVENTION.search(flat):
        return ()
    words = [level(word.text) for word in content_words(part.text)]
    kinds = {kind.name for kind in part.types}
    found = [
        rule.parameter
        for rule in _RULES
        if rule.asks.search(flat)
        and (not rule.types or kinds & set(rule.types))
        and all(rule.with_.fullmatch(word) for word in words)
        and (rule.types or not _asks_other(kinds - _own_kinds(rule.parameter)))
    ]
    return _without_what_another_holds(tuple(dict.fromkeys(found)), flat)


def _without_what_another_holds(found: tuple[str, ...], flat: str) -> tuple[str, ...]:
    """« De quand part le préavis ? » names the notice and asks where it starts: its length is asked by « combien »."""
    if not any(other.endswith(("_forme", "_point_de_depart")) for other in found) or _ASKS_LENGTH.search(flat):
        return found
    return tuple(name for name in found if not name.endswith(("_preavis", "_delai")))


def _own_kinds(parameter: str) -> set[str]:
    """The kinds of thing that the value of a parameter is itself."""
    if parameter.endswith("_forme"):
        return {"form"}
    return {"start", "when", "date"} if parameter.endswith("_point_de_depart") else set()


def _asks_other(kinds: set[str]) -> bool:
    """A count, an amount or a share of what the clause is about is not its value."""
    return any(name.split(":")[0] in _OTHER_KINDS for name in kinds)
