"""Where Word puts a paragraph or a text box: off the page, nobody reads it."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from ctgbot.adapters.readers.css import declared
from ctgbot.adapters.readers.docx_styles import find

_DRAWN_AT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# A4 is 11 906 × 16 838 twips; 7 560 000 × 10 692 000 EMU. A frame or an indent may hang over the edge, not that far.
_TWIPS = (-6_000, 24_000)
_EMU = (-5_000_000, 15_000_000)


def is_off_page(properties: etree._Element | None) -> bool:
    """Whether a paragraph's frame or indents put it where no page is."""
    if properties is None:
        return False
    frame, indent = find(properties, "w:framePr"), find(properties, "w:ind")
    places = [frame.get(qn(f"w:{name}")) for name in ("x", "y")] if frame is not None else []
    if indent is not None:
        places += [indent.get(qn(f"w:{name}")) for name in ("left", "start")]
    return any(_is_outside(place, _TWIPS) for place in places)


def is_box_unseen(box: etree._Element) -> bool:
    """Whether the drawing that holds a text box is hidden or stands off the page."""
    for above in box.iterancestors():
        if above.tag == _DRAWN_AT + "anchor":
            offsets = (offset.text for offset in above.iter(_DRAWN_AT + "posOffset"))
            shown = above.find(_DRAWN_AT + "docPr")
            is_hidden = shown is not None and shown.get("hidden") in ("1", "true")
            return is_hidden or any(_is_outside(offset, _EMU) for offset in offsets)
        if above.tag == qn("w:p"):
            return False
        if declared(str(above.get("style", ""))).look.hidden:
            return True
    return False


def _is_outside(place: object, limits: tuple[int, int]) -> bool:
    written = str(place or "").strip()
    if not written.lstrip("-").isdecimal() or len(written) > 12:
        return False
    return not limits[0] <= int(written) <= limits[1]
