"""The kinds of « no »: what is lacking, and what the asker can do next. In French, with the same in English.

No word of a document is in them: no figure, no name, no clause, so that a no tells nothing of what another text says.
The only figures are those of places (articles, annexes, pages), and of a year that the asker named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ctgbot.model import DocumentCard
from ctgbot.text.normalise import level
from ctgbot.text.phrasing import named

_MOST_LISTED = 5  # territoires named when one is missing


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or two in both languages."""

    fr: str
    en: str

    def __call__(self, english: bool = False) -> str:
        return self.en if english else self.fr


def silent(cards: Sequence[DocumentCard], labels: Sequence[str]) -> Said:
    """A clause that a text, read whole, does not have."""
    conventions = [card for card in cards if card.identity.nature == "convention"]
    things, where = _listed(labels), named(conventions or cards)
    return Said(
        f"Le texte lu en entier ne prévoit rien pour {things} : {where}. Si ce point doit être réglé, il peut "
        f"l'être par un "
        "avenant ; demandez à l'autre signataire s'il l'est ailleurs (règlement intérieur, délibération).",
        f"The text was read whole and foresees nothing for {things}: {where}. An avenant may settle it; ask the other "
        "signatory whether it is settled elsewhere (rules of procedure, deliberation).",
    )


def nowhere(cards: Sequence[DocumentCard], words: Sequence[str]) -> Said:
    """Words of the question that stand nowhere in the texts searched."""
    where = named(cards)
    fr = f" Aucun passage n'y parle de {_listed(words)}." if words else ""
    en = f" No passage there speaks of {_listed(words)}." if words else ""
    return Said(
        f"Je ne trouve pas de réponse dans {where}.{fr} Reformulez avec les mots de la convention, ou ajoutez le "
        f"document qui "
        "en traite (annexe, convention de financement, délibération).",
        f"I find no answer in {where}.{en} Rephrase with the convention's own words, or add the document that "
        f"deals with it "
        "(annexe, funding agreement, deliberation).",
    )


def document_missing(names: Sequence[str], cards: Sequence[DocumentCard]) -> Said:
    """« la convention de Hem n'est pas dans le corpus », and which ones are."""
    wanted, several = _listed(names), len(names) > 1
    there, rest = _territoires(cards)
    fr_rest = f" et {rest} autre{'s' if rest > 1 else ''}" if rest else ""
    en_rest = f" and {rest} more" if rest else ""
    fr = f" Le corpus contient : {there}{fr_rest}." if there else ""
    en = f" The corpus holds: {there}{en_rest}." if there else ""
    return Said(
        f"{wanted} : {'ces documents ne sont' if several else 'ce document n’est'} pas dans le corpus.".replace(
            "’", "'"
        )
        + f"{fr} Ajoutez-le{'s' if several else ''} pour que je puisse répondre ; je ne suppose rien de "
        f"{'leur' if several else 'son'} contenu.",
        f"{wanted}: {'these documents are' if several else 'this document is'} not in the corpus.{en} Add "
        f"{'them' if several else 'it'} so that I can answer; I assume nothing of {'their' if several else 'its'} "
        f"content.",
    )


def annexe_missing(numbers: Sequence[int], cards: Sequence[DocumentCard]) -> Said:
    """« l'annexe 2 n'est pas jointe »: announced or not, its text is not there."""
    several, where = len(numbers) > 1, named(cards)
    listed = " et ".join(str(number) for number in numbers)
    return Said(
        f"{'Les annexes' if several else 'L’annexe'} {listed} "
        f"{'ne sont pas jointes' if several else 'n’est pas jointe'} : "
        f"{where}. Je ne peux pas en dire le contenu. Demandez-{'les' if several else 'la'} au signataire qui "
        f"{'les' if several else 'la'} tient, puis ajoutez-{'les' if several else 'la'} au corpus.".replace("’", "'"),
        f"{'Annexes' if several else 'Annexe'} {listed} {'are' if several else 'is'} not attached: {where}. I "
        f"cannot tell what "
        f"{'they say' if several else 'it says'}. Ask the signatory who holds {'them' if several else 'it'}, then add "
        f"{'them' if several else 'it'} to the corpus.",
    )


def article_missing(numbers: Sequence[int], cards: Sequence[DocumentCard]) -> Said:
    """« Il n'y a pas d'article 18 »."""
    listed, where = " ni ".join(str(number) for number in numbers), named(cards)
    return Said(
        f"Il n'y a pas d'article {listed} dans {where}. Vérifiez le numéro, ou posez la question par son sujet.",
        f"There is no article {listed} in {where}. Check the number, or ask by subject.",
    )


def left_blank() -> Said:
    """What is asked is a blank of the text; the quote beside shows it."""
    return Said(
        "Ce point est non renseigné dans ce projet : le texte laisse un champ à compléter, cité ci-dessus. "
        "Demandez la version "
        "signée, ou la valeur au signataire qui complète le projet.",
        "This point is not filled in: the text leaves a blank, quoted above. Ask for the signed version, or for "
        "the value from "
        "the signatory who completes the draft.",
    )


def unread_pages(cards: Sequence[DocumentCard], pages: Sequence[int]) -> Said:
    """Pages that are pictures, where what is sought may stand."""
    listed, where = ", ".join(str(page) for page in pages), named(cards)
    return Said(
        f"Attention : dans {where}, des pages sont des images qui n'ont pas été lues (p. {listed}) ; la réponse "
        f"peut s'y trouver. "
        "Ouvrez-les, ou fournissez une version avec du texte.",
        f"Note: in {where}, some pages are pictures that were not read (p. {listed}); the answer may be there. "
        f"Open them, or "
        "provide a version with text.",
    )


def years_outside(question: str, cards: Sequence[DocumentCard], quotes: Sequence[str]) -> tuple[str, ...]:
    """« en 2019 » asked of a convention of 2024-2028: the years before all periods that no quote holds; what comes
    after a period may be its renewal."""
    periods = [card.identity.periode for card in cards]
    if not periods or any(period is None for period in periods):
        return ()
    first = min(period.start for period in periods if period)
    years = dict.fromkeys(_IN_YEAR.findall(level(question)))
    return tuple(year for year in years if int(year) < first and not any(year in quote for quote in quotes))


# « le bilan de la CTG en 2019 », « le budget 2019 »; « après 2029 », « le 1er janvier 2019 » place nothing.
_IN_YEAR = re.compile(r"(?:\ben|\bl'annee|\bpour|\bexercice|\bbudget|\bbilan) (20\d\d)\b")


def outside_period(years: Sequence[str], cards: Sequence[DocumentCard]) -> Said:
    """The year asked lies outside what these texts are about."""
    listed, where = _listed(years), named(cards)
    return Said(
        f"{where} ne porte pas sur {listed} et n'en dit rien. Ajoutez le document de cette période.",
        f"{where} does not cover {listed} and says nothing of it. Add the document of that period.",
    )


ELSEWHERE = Said(
    "Je ne réponds qu'aux questions sur les conventions du corpus. Demandez par exemple un délai, une "
    "instance ou un "
    "engagement.",
    "I answer only questions about the conventions of the corpus. Ask for instance for a delay, a body or "
    "a commitment.",
)
_OUT_OF_SCOPE = (
    (
        re.compile(
            r"\b(?:a votre avis|a ton avis|pensez-vous|penses-tu|(?:que|qu'en) penses?z?\b|trouvez-vous|trouves-tu|"
            r"(?:a|ont|aurait|avait|avons|ai)(?:-t)?(?:-(?:il|elle|ils|elles|on|nous|je))? (?:eu )?(?:raison|tort) d|"
            r"est-ce (?:une )?(?:bonne|mauvaise|judicieux|opportun|raisonnable|souhaitable)|"
            r"est-(?:elle|il|ce) (?:vraiment )?(?:meilleure?|pire|mieux|judicieu\w+|raisonnable|trop|assez|"
            r"suffisamment|"
            r"bien (?:ecrite?|redigee?|faite?|negociee?))\b|sont-(?:ils|elles) (?:meilleur\w*|satisfaisant\w*))"
        ),
        Said(
            "Je ne donne pas d'avis : je cite ce que les conventions disent. Demandez une clause, et jugez sur son "
            "texte.",
            "I give no opinion: I quote what the conventions say. Ask for a clause, and judge by its text.",
        ),
    ),
    (
        re.compile(
            r"\w+r(?:a|ont)(?:-t)?-(?:il|elle|on|"
            r"ils|elles) "
            r"(?:reelue?s?|encore la|renouvelee?s?|reconduite?s?|augmentee?s?|remplacee?s?)\b|\bprochaines elections\b"
        ),
        Said(
            "Je ne prédis pas ce qui sera décidé : les conventions disent ce qui est convenu. Demandez par exemple "
            "à quelles "
            "conditions la convention peut être reconduite.",
            "I do not foretell decisions: conventions say what is agreed. Ask for instance on what terms the "
            "convention may be "
            "renewed.",
        ),
    ),
    (
        re.compile(
            r"\bmeteo\b|\btemps (?:fera|fait)-t-il\b|\b(?:pleuv|neiger)\w+\b|\bhoroscope\b|\brecettes? (?:de (?:la "
            r"|cuisine)|du |des )|"
            r"\bcoupe du monde\b|\bcapitale (?:de|du) |\bpresident de la republique\b|\b(?:raconte|invente|"
            r"ecris)\w*(?:-(?:moi|nous))? "
            r"(?:une? )?(?:blague|poeme|histoire|chanson)|\bqui a (?:gagne|invente|peint|decouvert)\b|\btraduis\w*\b"
        ),
        ELSEWHERE,
    ),
    (
        re.compile(
            r"\bmontants? (?:mensuel\w* |actuel\w* |maxim\w+ )?(?:du|de la|de l'|des) (?:rsa|apl|als?|aah|aeeh|ppa|"
            r"cmg|asf|"
            r"primes? d'activite|primes? de naissance|allocations? (?:familiales?|de rentree\w*)|complement "
            r"familial)\b|"
            r"\b(?:ai|aurais|avons|aurons)-(?:je|nous) droit (?:au|aux|a la|a l'|a une?)\b"
        ),
        Said(
            "Les conventions ne fixent pas les prestations versées aux familles. Consultez caf.fr ou un conseiller "
            "de la Caf.",
            "Conventions do not set the benefits paid to families. See caf.fr or a Caf adviser.",
        ),
    ),
)


def out_of_scope(question: str) -> Said | None:
    """What to say to what no convention could answer: an opinion, a forecast, the weather, a benefit's rate."""
    flat = level(question)
    return next((said for pattern, said in _OUT_OF_SCOPE if pattern.search(flat)), None)


ORDER_IGNORED = Said(
    "Je n'ai pas suivi la consigne jointe à la question : je réponds à la question seule, avec la clause.",
    "I did not follow the instruction beside the question: I answer the question alone, with the clause.",
)
PERSONAL = Said(
    "Je ne donne pas d'information sur une personne ou une famille : les conventions n'en contiennent pas. "
    "Adressez-vous au service "
    "de la Caf qui suit le dossier ; un échange de données personnelles passe par le délégué à la protection des "
    "données.",
    "I give no information about a person or a family: conventions hold none. Turn to the Caf service in charge; "
    "an exchange of "
    "personal data goes through the data protection officer.",
)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"« {word} »" for word in dict.fromkeys(words))


def _territoires(cards: Sequence[DocumentCard]) -> tuple[str, int]:
    """The first territoires of the corpus that have a convention, and how many more; the fictional ones only where
    there is no real one, and marked."""
    held = [card for card in cards if card.identity.nature == "convention" and card.identity.territoire]
    real = [card for card in held if not card.identity.exemple]
    mark = "" if real else " (exemple fictif)"
    names = list(dict.fromkeys(f"{card.identity.territoire}{mark}" for card in real or held))
    return ", ".join(names[:_MOST_LISTED]), max(0, len(names) - _MOST_LISTED)
