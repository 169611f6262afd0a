"""What the program itself says, in the languages in which it answers: a question in English is answered in English.

Quotes, references and titles are the documents' own, hence French in both. No fact is in these sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Whole sentences, and templates whose braces name what they hold. `things`: what a text may be silent about, by
    kind of answer, and `labels`: parameters of the registry, both empty where the program's own words serve."""

    recognised: str
    blank: str
    draft: str
    several_regimes: str
    several_documents: str
    order: str
    greeting: str
    not_understood: str
    older_version: str
    ended: str
    over: str
    amended: str
    carried: str
    no_drafting: str
    personal_data: str
    premise: str
    no_sdsf: str
    chosen_documents: str
    silence: str
    nor: str
    number_of: str
    nothing_found: str
    absent_words: str
    not_foreseen: str
    unread: str
    not_selected: str
    not_selected_several: str
    missing_document: str
    missing_documents: str
    no_article: str
    no_annex: str
    not_spoken_of: str
    read_as: str
    to_end: str
    noticed: str
    computed: str
    counted_as: str
    end_incomplete: str
    letter_incomplete: str
    falls_on: str
    weekdays: str
    months: str
    things: Mapping[str, str]
    labels: Mapping[str, str]
    remarks: Mapping[str, str]


FRENCH = Phrases(
    recognised="texte reconnu (OCR)",
    blank="Le passage cité contient des champs à compléter : ce n'est pas renseigné dans ce texte.",
    draft="Le document est un projet non signé.",
    several_regimes="Plusieurs clauses s'appliquent selon le cas : lisez les conditions de chacune.",
    several_documents=(
        "La question vaut pour plusieurs documents : précisez la commune, ou choisissez les documents interrogés."
    ),
    order=(
        "Je réponds aux questions sur les conventions ; je n'exécute pas de consigne, je ne montre pas mes réglages et "
        "je ne modifie aucun document. Posez une question sur une convention, par exemple : "
        "« Quel est le délai de prévenance ? »"
    ),
    greeting="Bonjour. Posez une question sur une convention, par exemple : « Quel est le délai de prévenance ? »",
    not_understood=(
        "Je n'ai pas compris la question. Posez-la autrement, par exemple : « Quel est le délai de prévenance ? »"
    ),
    older_version="Répond {in_force}, la version en vigueur ; version remplacée, non interrogée : {documents}.",
    ended="Une autre convention de ce territoire n'est pas en vigueur, et n'est pas interrogée : {documents}.",
    over="La période de « {document} » est passée : vérifiez que cette convention s'applique encore.",
    amended="{avenants} modifie « {document} » : ce qu'il remplace n'est plus en vigueur.",
    carried="Réponse limitée à {documents}, dont parlait la conversation ; nommez une autre commune pour en changer.",
    no_drafting="Je ne rédige pas ce genre de texte ; voici les clauses dont partir.",
    personal_data=(
        "Je ne donne pas d'information sur une personne ou une famille : les conventions n'en contiennent pas, et un "
        "échange de données personnelles suit la procédure de la convention (délégué à la protection des données, "
        "RGPD)."
    ),
    premise="La question suppose « {assumed} » ; le texte cité dit « {said} ».",
    no_sdsf=(
        "Le schéma départemental (SDSF) n'est pas parmi les documents interrogés : "
        "seul ce que la convention en dit est cité."
    ),
    chosen_documents="les documents choisis",
    silence="Le texte ne précise pas {things}.",
    nor=", ni ",
    number_of="le nombre de « {thing} »",
    nothing_found="Je ne trouve pas de réponse dans {documents}.",
    absent_words=" Mots de la question absents de ces textes : {words}.",
    not_foreseen="Le texte lu ne prévoit rien pour {labels} : {documents}.",
    unread="Attention : dans {document}, des pages sont des images qui n'ont pas été lues (p. {pages}).",
    not_selected=(
        "{documents} n'est pas parmi les documents choisis. Ajoutez-le à la sélection pour que je puisse répondre."
    ),
    not_selected_several=(
        "{documents} ne sont pas parmi les documents choisis. Ajoutez-les à la sélection pour que je puisse répondre."
    ),
    missing_document=(
        "{names} : ce document n'est pas dans le corpus. Ajoutez-le pour que je puisse répondre ; "
        "je ne suppose rien de son contenu."
    ),
    missing_documents=(
        "{names} : ces documents ne sont pas dans le corpus. Ajoutez-les pour que je puisse répondre ; "
        "je ne suppose rien de leur contenu."
    ),
    no_article="il n'y a pas d'article {number} dans {documents}",
    no_annex="l'annexe {number} n'est pas jointe ({documents}) : je ne peux pas en dire le contenu",
    not_spoken_of="Le texte cité ne parle pas de {things}.",
    read_as="Question comprise : « {question} ».",
    to_end="pour finir le {end}, prévenir au plus tard le {notice_by}",
    noticed="lettre du {notice_by} : fin au plus tôt le {end}",
    computed="{said} (date calculée d’après la clause).",
    counted_as="« {words} » est compté au {day}.",
    end_incomplete=(
        "« {words} » ne suffit pas pour calculer : donnez la date de fin voulue en entier (jour, mois, année). "
        "Voici la clause dont elle se déduit."
    ),
    letter_incomplete=(
        "« {words} » ne suffit pas pour calculer : donnez la date d’envoi ou de réception de la lettre en entier "
        "(jour, mois, année). Voici la clause dont elle se déduit."
    ),
    falls_on="Le {day} tombe un {remark}.",
    weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    things={},
    labels={},
    remarks={},
)

ENGLISH = Phrases(
    recognised="recognised text (OCR)",
    blank="The passage quoted has fields still to be filled in: this is not given in this text.",
    draft="The document is an unsigned draft.",
    several_regimes="Several clauses apply, depending on the case: read the conditions of each.",
    several_documents="The question applies to several documents: name the commune, or choose the documents to ask.",
    order=(
        "I answer questions about the agreements; I do not carry out instructions, show my settings or change any "
        "document. Ask a question about an agreement, for example: “How long is the notice period?”"
    ),
    greeting="Hello. Ask a question about an agreement, for example: “How long is the notice period?”",
    not_understood=(
        "I did not understand the question. Please rephrase it, in French if you can, or in short English, for "
        "example: “How long is the notice period?”"
    ),
    older_version="The answer comes from {in_force}, the version in force; replaced version, not asked: {documents}.",
    ended="Another agreement of this territory is not in force, and was not asked: {documents}.",
    over="The period of « {document} » is over: check that this agreement still applies.",
    amended="{avenants} amends « {document} »: what it replaces is no longer in force.",
    carried="Answer limited to {documents}, which the conversation was about; name another commune to change it.",
    no_drafting="I do not draft this yet; here are the clauses to start from.",
    personal_data=(
        "I give no information about a person or a family: the agreements hold none, and personal data are exchanged "
        "by the procedure of the agreement (data protection officer, GDPR)."
    ),
    premise="The question assumes « {assumed} »; the text quoted says « {said} ».",
    no_sdsf="The departmental scheme (SDSF) is not among the documents asked: only what the agreement says is quoted.",
    chosen_documents="the documents chosen",
    silence="The text does not specify {things}.",
    nor=", nor ",
    number_of="the number of « {thing} »",
    nothing_found="I find no answer in {documents}.",
    absent_words=" Words of the question that stand nowhere in these texts: {words}.",
    not_foreseen="The text was read and provides nothing for {labels}: {documents}.",
    unread="Note: in {document}, some pages are images that have not been read (p. {pages}).",
    not_selected="{documents} is not among the documents chosen. Add it to the selection so that I can answer.",
    not_selected_several=(
        "{documents} are not among the documents chosen. Add them to the selection so that I can answer."
    ),
    missing_document="{names}: this document is not in the corpus. Add it so that I can answer; I assume nothing.",
    missing_documents=(
        "{names}: these documents are not in the corpus. Add them so that I can answer; I assume nothing."
    ),
    no_article="there is no article {number} in {documents}",
    no_annex="annex {number} is not attached ({documents}): I cannot say what it contains",
    not_spoken_of="The text quoted does not speak of {things}.",
    read_as="Question understood as: « {question} ».",
    to_end="to end on {end}, give notice by {notice_by} at the latest",
    noticed="letter of {notice_by}: end on {end} at the earliest",
    computed="{said} (date computed from the clause).",
    counted_as="« {words} » is counted as {day}.",
    end_incomplete=(
        "« {words} » is not enough to compute: give the whole date of the end you want (day, month, year). "
        "Here is the clause that it follows from."
    ),
    letter_incomplete=(
        "« {words} » is not enough to compute: give the whole date on which the letter is sent or received (day, "
        "month, year). Here is the clause that it follows from."
    ),
    falls_on="{day} is {remark}.",
    weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    months="January February March April May June July August September October November December",
    things={
        "amount": "any amount",
        "percent": "any rate",
        "phone": "any telephone number",
        "mail": "any e-mail address",
        "address": "any address",
        "hours": "any opening hours",
        "name": "any name",
        "start": "when the period starts to run",
        "form": "the form required",
        "frequency": "any frequency",
        "duration": "any time limit or duration",
        "date": "any date",
        "when": "any date or moment",
    },
    labels={
        "Période": "Period",
        "Date d’effet": "Effective date",
        "Date de fin": "End date",
        "Durée": "Duration",
        "Durée maximale": "Maximum duration",
        "Reconduction": "Renewal",
        "Dénonciation : préavis": "Withdrawal: notice period",
        "Dénonciation : forme": "Withdrawal: form",
        "Dénonciation : point de départ": "Withdrawal: starting point",
        "Mise en demeure : délai": "Formal notice: time limit",
        "Mise en demeure : forme": "Formal notice: form",
        "Mise en demeure : point de départ": "Formal notice: starting point",
        "Résiliation sans mise en demeure": "Termination without formal notice",
        "Effets de la résiliation": "Effects of termination",
        "Comité de pilotage : réunions par an": "Steering committee: meetings per year",
        "Comité de pilotage : composition": "Steering committee: composition",
        "Comité de pilotage : animation": "Steering committee: facilitation",
        "Comité de pilotage : secrétariat": "Steering committee: secretariat",
        "Comité technique : réunions par an": "Technical committee: meetings per year",
        "Plan d’action : échéance": "Action plan: deadline",
        "Plan d’action : validation": "Action plan: approval",
        "Signataires": "Signatories",
        "Bonus territoire": "Territorial bonus",
        "Maintien du financement": "Funding kept up",
        "Évaluation": "Evaluation",
        "Juridiction": "Jurisdiction",
        "Règlement amiable": "Amicable settlement",
        "Confidentialité après le terme": "Confidentiality after the end",
        "Avis préalable du délégué à la protection des données": "Prior opinion of the data protection officer",
        "Annexes annoncées": "Annexes announced",
        "Période du schéma départemental": "Period of the departmental scheme",
        "Modification par avenant": "Amendment",
    },
    remarks={
        "Le délai court à partir de l'envoi.": "The period runs from the sending.",
        "Le délai court à partir de la réception : comptez le temps d'acheminement.": (
            "The period runs from the receipt: allow for the delivery."
        ),
        "Le délai se compte avant l'échéance de la convention : vérifiez que la date de fin en est une.": (
            "The period counts back from the term of the agreement: check that the end date is one."
        ),
        "Seulement si l'autre partie manque à ses obligations.": "Only if the other party fails in its obligations.",
        "Le texte ne précise pas si le délai court de l'envoi ou de la réception : gardez une marge.": (
            "The text does not specify whether the period runs from the sending or the receipt: keep a margin."
        ),
        "Le texte ne précise pas la forme : une lettre recommandée garde une preuve.": (
            "The text does not specify the form: a registered letter keeps a proof."
        ),
        "Par lettre recommandée avec accusé de réception.": "By registered letter with acknowledgement of receipt.",
        "Par écrit.": "In writing.",
        "Le texte fixe plusieurs délais qui se contredisent : le premier est retenu ici.": (
            "The text sets several periods that contradict one another: the first is used here."
        ),
        "samedi": "a Saturday",
        "dimanche": "a Sunday",
    },
)
_PHRASES: Mapping[Language, Phrases] = {"fr": FRENCH, "en": ENGLISH}


def phrases(language: Language) -> Phrases:
    """What is said in that language."""
    return _PHRASES[language]
