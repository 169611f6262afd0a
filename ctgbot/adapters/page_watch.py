"""How a reader says where it is without knowing who listens: the process that reads apart does, elsewhere nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Listener(Protocol):
    """`page(3, 12)`: the third of twelve is being read. `more_time(5)`: what follows is slow, allow 5 seconds more."""

    def page(self, number: int, total: int) -> None: ...

    def more_time(self, seconds: float) -> None: ...


_listeners: list[Listener] = []


def listen(listener: Listener) -> Callable[[], None]:
    """Everything told from now on goes to the listener; the function given back ends it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def tell_page(number: int, total: int) -> None:
    """Before each page. Raises UnreadableFile (`too_many_pages`) when there are more than may be read."""
    for listener in _listeners:
        listener.page(number, total)


def allow_more_time(seconds: float) -> None:
    """Before a page that must be recognised from its image: two seconds would not do."""
    for listener in _listeners:
        listener.more_time(seconds)
