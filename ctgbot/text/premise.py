"""What a question takes for granted and the clause contradicts: « puisque le préavis est de 3 mois »."""

from __future__ import annotations

from collections.abc import Sequence

from ctgbot.text.quantities import Quantity, find_quantities


def contradicted(assumed: Sequence[Quantity], quotes: Sequence[str]) -> tuple[tuple[Quantity, str], ...]:
    """The quantities of the question that stand in no quote while one quote holds one other of the same kind and unit:
    each with what the quote says, as written. Several candidates in the quotes mean doubt, hence no correction."""
    found = [(quantity, quote[quantity.start : quantity.end]) for quote in quotes for quantity in find_quantities(quote)]
    out = []
    for quantity in assumed:
        alike = [(other, text) for other, text in found if other.kind == quantity.kind and other.unit == quantity.unit]
        values = {other.value for other, _ in alike}
        if quantity.value not in values and len(values) == 1:
            out.append((quantity, alike[0][1]))
    return tuple(out)
