"""A heading that announces the opposite of its clause: the clause answers, and the conflict is said.

« Résiliation par consentement mutuel » stands over « peut être dénoncée par l'une ou l'autre des parties ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctgbot.model import Citation
from ctgbot.text.normalise import level
from ctgbot.text.rates import find_rates

_MUTUAL = r"\b(?:consentement mutuel|commun accord|accord (?:mutuel|des parties)|a l'amiable)\b"
_ONE_ALONE = (
    r"\b(?:l'une ou l'autre|l'une des parties|chacune? des (?:parties|signataires)|unilateral\w*|chaque partie)\b"
)
_WITHOUT_NOTICE = r"\bsans (?:qu'il soit besoin d[e'] ?(?:proceder a )?(?:une )?|aucune )?(?:mise en demeure|preavis)\b"
_NOTICE = r"(?<!sans )\bmise en demeure (?:prealable|restee|demeuree|par lettre)\b|\bapres (?:une )?mise en demeure\b"
_TACIT = r"\btacite\w*\b|\bautomatique\w*\b"
_EXPRESS = r"\b(?:explicite\w*|express\w*|expres)\b"
_NOT_RENEWED = (
    r"\bn'est pas (?:recondui|renouvel)\w*|\baucun(?:e reconduction| renouvellement)|\bne se renouvelle pas\b"
)
# « L'une des parties » may also go to court, or call a meeting.
_ENDS = re.compile(r"\b(?:denonc|resili|mettre fin|retir)\w*")
# What the title says, what the clause says, and what must not stand in the clause for the two to be opposed.
_OPPOSED = tuple(
    tuple(re.compile(pattern) for pattern in row)
    for row in (
        (_MUTUAL, _ONE_ALONE, _MUTUAL),
        (r"\bunilateral\w*", _MUTUAL, _ONE_ALONE),
        (r"\bsans (?:mise en demeure|preavis)\b", _NOTICE, r"\bsans\b"),
        (
            r"\b(?:avec|apres) (?:une )?(?:mise en demeure|preavis)\b",
            _WITHOUT_NOTICE,
            r"\bapres (?:une )?mise en demeure\b",
        ),
        (_TACIT, rf"{_EXPRESS}|{_NOT_RENEWED}", r"\btacite\w*\b(?!.*\bexclu)"),
        (_EXPRESS, _TACIT, r"\bn[e']|\bsans\b|\baucune?\b|\bexclu\w*|\bpas\b"),
        (r"^(?!.*(?:non|pas de|absence)).*\b(?:reconduction|renouvellement)\b", _NOT_RENEWED, r"\bsauf\b"),
        (r"\bduree determinee\b", r"\bduree indeterminee\b", r"\bduree determinee\b"),
        (r"\bduree indeterminee\b", r"\bduree determinee\b", r"\bduree indeterminee\b"),
    )
)
CONFLICT = (
    "Le titre « {title} » annonce « {announced} » ; la clause citée dit « {said} ». C'est la clause qui répond ; "
    "faites accorder les deux."
)


def title_conflicts(citations: Sequence[Citation]) -> Iterator[str]:
    """One remark by citation whose last heading and whose quote say opposite things."""
    for citation in citations:
        title = citation.reference.rpartition("›")[2].strip()
        found = _opposed(title, citation.quote) or _other_rhythm(title, citation.quote)
        if found:
            yield CONFLICT.format(title=title, announced=found[0], said=found[1])


def _opposed(title: str, quote: str) -> tuple[str, str] | None:
    """The words of the title and those of the clause, as written."""
    flat_title, flat_quote = level(title), level(quote).replace("\n", " ")
    for announced, said, settled in _OPPOSED:
        first, second = announced.search(flat_title), said.search(flat_quote)
        alone = said.pattern == _ONE_ALONE and not _ENDS.search(flat_quote)
        if first and second and not alone and not settled.search(flat_quote):
            return title[first.start() : first.end()], " ".join(quote[second.start() : second.end()].split())
    return None


def _other_rhythm(title: str, quote: str) -> tuple[str, str] | None:
    """« Comité annuel » over « se réunit deux fois par an »."""
    one, other = find_rates(title), find_rates(quote)
    if len(one) != 1 or len(other) != 1 or one[0].per_year == other[0].per_year:
        return None
    return title[one[0].start : one[0].end], quote[other[0].start : other[0].end]
