"""Addresses as QR codes."""

import io

from macros.exports.language import fill
from macros.exports.pdf.paper import Data
from macros.exports.words import words


def qr(url: str, lang: str) -> Data | None:
    """The drawing (SVG) of an address and the words that stand for it; nothing when there is no address."""
    if not url:
        return None
    import segno  # here, since it takes longer to load than most commands take

    out = io.BytesIO()
    segno.make_qr(url, error="m").save(out, kind="svg", border=4, xmldecl=False)
    return {"svg": out.getvalue().decode(), "alt": fill(words(lang)["paper_qr"], url=url)}
