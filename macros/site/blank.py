"""The blank workbook and table of a checklist as a script: a page opened from a folder can load nothing else."""

import base64
import json
import zlib
from collections.abc import Mapping

from macros.exports.filled import PLAN
from macros.exports.words import words


def blank_script(tool: str, lang: str, csv: bytes, xlsx: bytes | None) -> str:
    """Hands the very bytes of ``downloads/<tool>.<lang>.xlsx`` to the page, which writes a record into them.

    The table is compressed (raw deflate). Without `xlsx` the page can make the table only.
    """
    blank: Mapping[str, object] = {
        "csv": _base64(_deflated(csv)),
        "plan": {key: words(lang)[f"plan_{key}"] for key in PLAN},
        "retired": words(lang)["retired_answers"],
        **({"xlsx": _base64(xlsx)} if xlsx else {}),
    }
    text = json.dumps(blank, ensure_ascii=False, separators=(",", ":"))
    start = "window.cerise=window.cerise||{};cerise.blanks=cerise.blanks||{};"
    return f'{start}cerise.blanks["{tool}.{lang}"]={text};\n'


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
