"""The words of the ways out of a convention, levelled: what a clause about its end is made of."""

from __future__ import annotations

import re
from typing import Literal

from ctgbot.clauses.statements import wording

# « denonciation »: either party may leave; « faute »: ended after a warning; « sans »: ended without one; « effets »:
# what the end brings; « accord »: ended by common consent; « notification »: how anything at all is notified
Way = Literal["denonciation", "faute", "sans", "effets", "accord", "notification"]

_RETREAT = (  # « le retrait d'un signataire », not « le retrait de l'agrément »
    r"\bretrait\b(?=\W+(?:d'une? (?:des |autre )?(?:commune|signataire|partie|partenaire|membre|collectivite)"
    r"|de l'une?\b|de la (?:caf|commune|convention|ctg|communaute)|du (?:signataire|departement)|est\b|sera\b"
    r"|prend|doit|ne\b|n'|volontaire|anticipe|unilateral))|\bretrait\W*(?:[|:]|$)"
    r"|\b(?:son|ce|leur|tout|chaque) retrait\b|\b(?:preavis|delai|demande|droit|faculte) de retrait"
)
_LEAVE = (
    r"\bdenonc|\bse retir|\bse delier|\bse liberer de|\bquitt(?:er|e|ent|ant)\b"
    r"|\bsort(?:ir|ent|ant)? de (?:la|cette)|\bdesengag|\breprendre sa liberte"
    r"|\brenonc(?:er|e|ent|ant|iation) a (?:la|cette)|\bne plus (?:participer|etre partie)"
    r"|\bsortie (?:anticipee|d'un|de la convention)"
    r"|\b(?:souhait|veu|voudra|entend|desir)\w* (?:en )?(?:sortir|partir|arreter|s'arreter)\b"
    rf"|{_RETREAT}"
)
_END = (
    rf"{_LEAVE}|\bresili|\brompre|\brompue?s?\b|\brupture"
    r"|\bm(?:et|ette|ettre|ettant|ettent|is)(?: alors| donc| ainsi| pas)?(?: un)? (?:fin|terme)\b"
    r"|\bpren(?:d|ne|dra|dre)(?: alors| donc)? fin\b|\bfin anticipee|\bcess(?:e|er|era|ation)\b|\bcaduque"
    r"|\bcaducite"
)
_WARN = (
    r"\bmises? en demeure|\bmis en demeure|\bmettre? en demeure|\bmet en demeure|\bsommation|\binfructueu"
    r"|\brest(?:e|ee|es|ees) sans (?:effet|reponse|suite)|\bregularis|\bs'y conformer|\bremedi(?:er|e)\b"
    r"|\bs'executer|\binjonction|\bavertissement\b|\brestee?s? vaine"
)
_FAULT = (
    r"\bnon[- ](?:respect|execution|observation)|\binexecut|\bmanquement|\bmanqu(?:e|er|ent) (?:a|aux?)\b"
    r"|\bmeconnai|\bdefaillan|\bviolation|\binfraction|\bfautes?\b(?! de)|\bfaute pour|\bcarence"
    r"|\bn'(?:est|a|ont|sont)(?: plus)? pas (?:tenu|respect|rempli|execut)"
    r"|\bne (?:respect|tien|tenai|rempli|honor|se conform|fait|font|satisf)\w* pas|\binobservation"
    r"|\bcontrev(?:ient|en)|\bn'(?:execut|honor|appliqu|observ|assum)\w* pas"
    r"|\ba defaut (?:pour|par)\b.{1,60}\bde (?:respecter|se conformer|remplir|tenir)"
)
_NO_FAULT = (
    r"\b(?:hors|sauf|meme en l'absence de|en dehors de"
    r"|independamment de)(?: le)?(?: toute?)?(?: cas de)? (?:fautes?|manquements?)\b"
)
_AT_ONCE = (
    r"\bsans (?:qu'il (?:soit|y ait) (?:besoin|lieu)|(?:autre )?(?:mise en demeure|preavis|formalite|delai"
    r"|courrier|avertissement|prealable))|\b(?:aucune|ni|sans) mise en demeure|\bdispens\w+ de mise en demeure"
    r"|\bimmediatement|\baussitot|\b(?:est|sera) immediate"
)
_CONSENT = (
    r"\bd'un commun accord|\bconsentement mutuel|\baccord (?:mutuel|commun|amiable|des parties)|\bensemble\b"
    r"|\bconvenir de (?:mettre|resilier|rompre|cesser)"
)
_ALONE = (
    r"\bl'une? (?:ou|quelconque|des)|\bchac(?:une|un)\b|\btoute? (?:partie|signataire|partenaire)"
    r"|\bune? (?:des )?(?:partie|signataire|partenaire)|\bchaque (?:partie|signataire|partenaire)"
    r"|\bla caf(?:,)? ou|\bunilateral|\bla commune ou|\bl'intention de|\bla (?:volonte|decision|faculte) de"
    r"|\bles parties se reservent|\bresiliable|\ba tout moment|\bpeu(?:t|vent)\b|\bpourr(?:a|ont)\b"
)
_NOTICE = r"\bpreavis|\bprevenance|\bpreveni[rt]|\bprevenant|\ba l'avance\b"
# « après une mise en demeure restée sans effet, la Caf peut suspendre ses versements »: the convention goes on
_PAYMENT = r"\bsuspen|\bversements?\b|\brembours|\brevers"
_NOT_ALLOWED = (
    r"\bne (?:peut|peuvent|pourra|saurait)(?: pas)? etre (?:denonc|resili)|\baucune (?:denonciation|resiliation)"
    r"|\bn'est pas (?:denoncable|resiliable)"
)
# « à défaut de dénonciation »: a circumstance, unless a delay goes with it
_CIRCUMSTANCE = r"\b(?:a defaut|en l'absence|sauf|sans|hormis)(?: de| d'une?| toute)? (?:denonciation|resiliation)"
# « La dénonciation est notifiée … »: how it is done, not what it brings
_PROCEDURE = (
    r"\b(?:est|sera|soit|doit etre|peut etre|etre)(?: alors)? (?:notifi|prononc|adress|preced|motiv|decid|acquis"
    r"|annonc|port|signifi|ouvert|possible|effectu)\w*|\bprend(?:ra)? effet"
    r"|\binterv(?:ient|iendra|enir)\b(?!.{0,20}sans prejudice)|\bsuppose|\brequiert|\bobeit|\bne peut"
)
# « S'il s'agit d'une commune, elle continue avec les autres. »
_GOES_ON = (
    r"\b(?:continu|se poursui|demeur|subsist|reste en vigueur)\w* .{0,30}\b(?:autres|restante?s|signataires"
    r"|parties)\b"
)
_EFFECT = (
    r"^(?:[\W\d]|[ivx]{1,4}\.)*(?:quelle qu'en soit la (?:cause|raison), )?(?:en cas de|lors de|apres"
    r"|a la suite d(?:'une|e la)|la|cette|le"
    r"|l'|toute)\s*(?:resiliation|denonciation|retrait|rupture|cessation|fin anticipee"
    r"|fin de la (?:presente )?convention|depart|sortie)\b"
    r"|^aucune indemnite\b.{0,60}\b(?:resili|denonc|retrait|rupture)"
)
# « Quand la convention s'arrête, les actions commencées vont jusqu'à leur terme. »
_ENDED = (
    r"^[\W\d]*(?:(?:quand|lorsque|si|une fois que|des que) )?la (?:presente )?convention (?:s'arrete|prend fin"
    r"|cesse\b|est (?:resiliee|denoncee|rompue|terminee)|expire)\W*[|,]"
)
# « Si rien n'a changé six semaines plus tard, … »: what follows a warning
# « La convention est résiliée de plein droit en cas de dissolution de la communauté. »
_BY_ITSELF = (
    r"\bde plein droit\b.{0,60}\b(?:en cas|si|lorsque|des lors)\b|\b(?:en cas|si|lorsque)\b.{0,120}\bde plein droit\b"
    r"|\bcaduque (?:si|en cas|lorsque|des lors)\b"
)
# « Les actions en cours vont à leur terme. », after a way out
_STAYS = (
    r"\b(?:actions?|aides?|engagements?|financements?|projets?) (?:en cours|engage|commence|deja|lance|notifie"
    r"|octroye|pris)\w* .{0,40}\b(?:terme|vers|hono|acqui|achev|mene|poursui|maintenu|sold|tenu)"
)
# « Elle entraîne le reversement des acomptes. »
_IT_BRINGS = (
    r"^[\W\d]*(?:elle|celle-ci|cette resiliation|ce retrait) (?:entrain|emport|n'ouvr|n'entrain|donne(?:ra)? lieu"
    r"|oblig)"
)
LABELS = wording(r"^[\W\d]*(?:renonciation|sortie|depart d'un|depart anticipe)\b[^|]{0,40}[|]")
_STILL = (
    r"^[\W\d]*(?:\w+ (?:mois|jours|semaines?) (?:plus tard|apres)\b|s'ils? |si (?:rien|la|le|l'|elle|il|celle|celui"
    r"|aucune?|dans|cette|ce)|a defaut|sans|faute|passe"
    r"|au (?:terme|bout)|a l'(?:issue|expiration)|apres ce|dans ce|en l'absence|l'autre|les autres)\b"
)
_TITLES: tuple[tuple[Way, str], ...] = (
    ("sans", r"\bsans mise en demeure|\bimmediate?\b"),
    ("faute", r"\bmise en demeure|\bfaute\b|\bmanquement|\binexecution|\bnon[- ]respect"),
    (
        "effets",
        r"\beffets? d|\bconsequence|^\W*effets|\bsuites? de la (?:fin|resiliation)|\bsort des|\bactions en cours",
    ),
    ("denonciation", r"\bdenonciation|\bretrait|\bpreavis|\bsortie|\bprevenance"),
)
_OTHER_TEXT = (
    r"\bcontrats?\b(?! territorial)|\b(?:les|des|ces) (?:differentes |autres )?conventions\b"
    r"|\bconventions? (?:d'objectifs|de financement|de gestion|bilateral)|\bcof\b|\bbail\b|\bmarches? publics?"
    r"|\bmandats?\b|\bvehicule|\blogement|\bagents? mise?s? a disposition"
    r"|\b(?:la|cette) mise a disposition (?:peut|pourra|prend|cesse|est|sera)\b|\bcharge\w* de cooperation"
    r"|\bconventions? (?:de mise a disposition|d'occupation|de location|de pret|de prestation|de subvention|de stage)"
    r"|\bquitt\w+ (?:ses|son|sa|leurs?|le|la|l')\s?(?:fonctions?|poste|emploi|domicile|service|structure|etablissement"
    r"|(?:micro-?)?creche|accueil)\b|^[\W\d]*(?:les|la|le|chaque|tout|une?) (?:parent|famille|usager|salarie"
    r"|gestionnaire|membre"
    r"|assistante? maternelle)s?\b|^[\W\d]*l'association\b|\bimpaye"
    r"|\bm(?:et|ettre|ettent|ettant|is) (?:fin|un terme) (?:a|au|aux) (?!(?:la |l'|cette |cet |ce |son |sa |ses "
    r"|leurs? |notre )(?:presente? |present )?(?:convention|ctg|accord|engagement|participation|adhesion|partenariat"
    r"|cooperation|collaboration)|tout)"
)
_HOW = (
    r"\bpreavis|\bdelai|\bremise\b|\blettre|\bcourrier|\bpli\b|\becri|\bnotifi|\breception|\benvoi|\bretrait\b"
    r"|\blrar\b|\bpresentation\b"
    r"|\bdecision"
    r"|\bcachet|\bresili|\bdenonc|\bprend fin|\bmet fin|\bavert|\bprevien|\bavis"
)
_LEANS = (
    r"^[\W\d]*[a-z][a-z' ]{2,40}\s?:"
    r"|^[\W\d]*(?:ce|cet|cette|ces|celle-ci|celui-ci|ladite|ledit|son|sa|il|elle|ils|elles|a defaut|passe ce"
    r"|sans reponse|si|le preavis|la mise en demeure|le delai|un delai|la lettre|le courrier|la decision"
    r"|la notification|l'autre|la partie|en ce cas|dans ce cas|l'interesse|forme|delai|point de depart|cachet"
    r"|le cachet|la resiliation|la denonciation|le retrait|on\b|l[ea]s? (?:\w+ )?(?:mois|jours|semaines?"
    r"|trimestre|semestre|an|annee)\b)"
)
_ASIDE = (
    r"\bconciliation|\bamiable|\bconcertation|\bmediation|\bconvo(?:qu|cation)|\brecrut"
    r"|\b(?:se|nous|sont|est) reuni|\brencontr|\bsolution|\btribunal"
)
_ANY_NOTIFICATION = (
    r"\b(?:toutes?|les) (?:notification|denonciation|mise en demeure|communication"
    r"|resiliation)s?\b.{0,120}\b(?:prevue?s?|au titre|en application|dans le cadre"
    r"|de la (?:presente )?convention|relati)"
)
_PATTERNS = {
    name: wording(pattern)
    for name, pattern in {
        "leave": _LEAVE, "end": _END, "warn": _WARN, "fault": _FAULT, "no_fault": _NO_FAULT, "at_once": _AT_ONCE,
        "consent": _CONSENT, "alone": _ALONE, "notice": _NOTICE, "not_allowed": _NOT_ALLOWED, "effect": _EFFECT,
        "circumstance": _CIRCUMSTANCE, "procedure": _PROCEDURE, "goes_on": _GOES_ON, "by_itself": _BY_ITSELF,
        "stays": _STAYS, "it_brings": _IT_BRINGS, "other": _OTHER_TEXT, "how": _HOW, "leans": _LEANS,
        "ended": _ENDED, "still": _STILL, "aside": _ASIDE, "any": _ANY_NOTIFICATION,
        "payment": _PAYMENT,
    }.items()
}  # fmt: skip
TITLE_PATTERNS = tuple((way, wording(pattern)) for way, pattern in _TITLES)
_WORTH_A_LOOK = wording(
    f"{_END}|{_WARN}|{_FAULT}|{_NOTICE}|mise en demeure|s'arrete|\\bfin de la |\\bconvention (?:est terminee|expire)"
)
# One of these is in whatever the two expressions of `worth_a_look` find: most statements are left out without them.
_STEMS = (
    "denonc", "resili", "retir", "retrait", "quitt", "sort", "desengag", "liberte", "renonc", "ne plus", "partir",
    "arrete", "romp", "rupture", " fin", "fin ", "un terme", "cess", "demeure", "sommation", "infructueu", "e sans",
    "es sans", "regularis", "s'y conform", "remedi", "execut", "manqu", "non-", "non ", "meconn", "defaill", "viola",
    "infraction", "faute", "carence", " pas ", "a defaut p", "preavis", "prevenance", "preveni", "prevenant", "avance",
    "termin", "expire", "cadu", "injonction", "avertissement", "vaine", "inobserv", "contrev", "delier", "liberer de",
    "notification", "communication",
)  # fmt: skip
THIS_TEXT = re.compile(r"\b(?:convention|ctg|engagement|signature)")
NOTICE_ALONE = re.compile(r"\bpreavis\b(?!\s+de\s+(?:greve|convocation))|\bprevenance")
PARTNER = re.compile(r"\b(?:part(?:ie|enaire)|signataire|engagement|obligation|convention)")
# Whose end it is: « les personnes en rupture », « quitter le domicile » end no convention.
CONCERNS = wording(
    r"\bconvention|\bctg\b|\bsignataire|\b(?:l'une|une|chaque|toute|l'autre|la|les|des) parties?\b(?! d)|\bpartenaire"
    r"|\bcontractant|\bengagement|\bles presentes|\baccord\b|\by mettre|\bnous\b"
    r"|\bpreavis|\bprevenance|\ben demeure\b|\bla (?:resiliation|denonciation)\b"
)
TITLE_OF_END = wording(
    rf"{_END}|\bfin (?:de|du|anticip)|\bdepart\b|\bsortie|\bduree\b|\bterme\b|\bvie de la convention|\bmanquement"
    r"|\bdefaillan|\bsanction|\bmise en demeure|\bfaute\b|\bcaducite|\binexecution|\bcessation|\bdispositions finales"
)
IN_CASE = wording(
    r"^[\W\d]*(?:en cas de|apres|lors de|a la suite d(?:e|'une)"
    r"|(?:si|lorsque|quand) la (?:presente )?convention est (?:denoncee|resiliee),?) "
)


def has(name: str, flat: str) -> bool:
    """Whether levelled words hold what `name` stands for: « leave », « warn », « at_once », …"""
    return bool(_PATTERNS[name].search(flat))


def worth_a_look(flat: str) -> bool:
    """Whether levelled words may be about an end of the convention at all."""
    return any(stem in flat for stem in _STEMS) and bool(_WORTH_A_LOOK.search(flat) or has("any", flat))


def without_no_fault(flat: str) -> str:
    """« Hors cas de faute, … » speaks of no fault."""
    return _PATTERNS["no_fault"].sub("", flat)


def without_other_texts(flat: str) -> str:
    """Levelled words without the names of other contracts."""
    return _PATTERNS["other"].sub("", flat)
