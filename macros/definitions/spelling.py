"""What someone probably meant by an id, a name, a date that is not written as it must be."""

import re
import unicodedata


def plain_words(text: str) -> list[str]:
    """The words of `text` in lower case, without accents."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", bare)


def spelled(kind: str, value: str) -> str | None:
    """`value` as `kind` (a message kind) asks it to be, or None when it cannot be told."""
    words = plain_words(value)
    match kind:
        case "bad_id" | "bad_code" | "bad_name":
            return _joined(words, "_" if kind == "bad_name" else "-")
        case "bad_formula":
            return f"={value.strip()}" if value.strip() and not value.strip().startswith("=") else value.strip() or None
        case "bad_date":
            return _day(value)
        case "bad_url":
            return f"https://{value}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value) else None
    return None


def _joined(words: list[str], separator: str) -> str | None:
    text = separator.join(words)
    return text if text[:1].isalpha() else None


def _day(value: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else None
