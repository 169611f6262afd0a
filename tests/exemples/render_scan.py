"""Source → a PDF of page images, as a photocopier makes of a signed copy: askew by a hair, specked, black and white."""

from __future__ import annotations

import time
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from .markup import Source
from .render_pdf import render_pdf

_DPI = 250
_LEANS = (0.35, -0.25, 0.2, -0.4, 0.3)  # degrees, one page after the other
_SPECKS = 0.00012  # share of the pixels that the glass of the photocopier blackens
_BLUR = 12.0  # standard deviation of the grey levels
_WRITTEN = time.gmtime(1_793_610_000)


def render_scan(source: Source) -> bytes:
    """The same bytes each time, with the same versions of the libraries that draw."""
    document = pdfium.PdfDocument(render_pdf(source))
    pages = [_scanned(page.render(scale=_DPI / 72).to_pil().convert("L"), i) for i, page in enumerate(document)]
    out = BytesIO()
    pages[0].save(
        out,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=_DPI,
        title=source.meta["titre"],
        producer="Exemple fictif",
        creationDate=_WRITTEN,
        modDate=_WRITTEN,
    )
    return out.getvalue()


def _scanned(page: Image.Image, number: int) -> Image.Image:
    """One page, turned, with noise, in black and white."""
    lean = _LEANS[number % len(_LEANS)]
    turned = np.asarray(page.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float32)
    noise = np.random.default_rng(number)
    grey = turned + _BLUR * noise.standard_normal(turned.shape, np.float32)
    grey[noise.random(turned.shape, np.float32) < _SPECKS] = 0
    return Image.fromarray((grey > 150).astype(np.uint8) * 255).convert("1", dither=Image.Dither.NONE)
