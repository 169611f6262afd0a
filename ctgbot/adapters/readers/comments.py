"""Comments of Markdown and CSS, taken out in one pass: a regular expression would look for each end again and again."""

from __future__ import annotations


def without_comments(text: str, opens: str, ends: str) -> tuple[str, list[str]]:
    """The text and its comments; one that does not end is text."""
    shown: list[str] = []
    comments: list[str] = []
    last = 0
    start = text.find(opens)
    while start != -1:
        end = text.find(ends, start + len(opens))
        if end == -1:
            break
        shown.append(text[last:start])
        comments.append(text[start + len(opens) : end])
        last = end + len(ends)
        start = text.find(opens, last)
    shown.append(text[last:])
    return "".join(shown), comments
