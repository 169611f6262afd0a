"""What a question takes for granted and the clause contradicts: « puisque le préavis est de 3 mois »."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.text.quantities import find_quantities

_KINDS = ("duration", "frequency", "percent", "money")


def contradicted(question: str, quotes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The quantities of the question that stand in no quote while the quotes hold one other of the same kind and unit:
    each as written, with what the quote says. Several candidates in the quotes mean doubt, hence no correction."""
    found = [
        (quantity, quote[quantity.start : quantity.end]) for quote in quotes for quantity in find_quantities(quote)
    ]
    out = []
    for assumed in find_quantities(question):
        alike = [(q, text) for q, text in found if q.kind == assumed.kind and q.unit == assumed.unit]
        values = {quantity.value for quantity, _ in alike}
        if assumed.kind in _KINDS and assumed.value not in values and len(values) == 1:
            out.append((question[assumed.start : assumed.end], alike[0][1]))
    return tuple(out)
