"""The library, the glossary and the catalogue of tools, as HTML, and the short forms that guides use."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from macros.content.addresses import both
from macros.definitions.models import Checklist, Reference, Term, Tool
from macros.language.texts import lower_first
from macros.pages.dates import duration
from macros.pages.links import Links
from macros.pages.render import render


def short_reference(reference: Reference) -> str:
    """``Lapenu & Pierret 2006``; three authors or more become ``et al.``"""
    names = family_names(reference.authors)
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{who} {reference.year}"


def family_names(authors: str) -> list[str]:
    """``C. Lapenu, D. Pierret`` → Lapenu, Pierret; an organisation goes by its acronym, or its whole name."""
    return [_family_name(author) for author in authors.split(",")]


def _family_name(author: str) -> str:
    acronym = re.search(r"\(([A-Z]{2,})\)", author)
    return acronym[1] if acronym else " ".join(word for word in author.split() if not word.endswith("."))


def citation(reference: Reference, href: str, locator: str = "") -> Markup:
    """A citation inside a sentence, linked to the library entry."""
    words = ", ".join(part for part in (short_reference(reference), locator) if part)
    return Markup('<a class="cerise-cite" href="{}">({})</a>').format(href, words)


def term_link(term: Term, lang: str, href: str, text: str = "") -> Markup:
    """A word of the glossary, linked to its definition, with the definition as its tooltip."""
    words = text or lower_first(both(term.term)[lang])
    return Markup('<a class="cerise-term" href="{}" title="{}">{}</a>').format(
        href, " ".join(term.definition[lang].split()), words
    )


def library_html(references: Iterable[Reference], lang: str, links: Links) -> str:
    """Every source, by author and year."""
    ordered = sorted(references, key=lambda r: (_sort_key(family_names(r.authors)[0]), r.year, r.id))
    return render("library.html.j2", lang, links, references=ordered)


def glossary_html(terms: Iterable[Term], lang: str, links: Links) -> str:
    """Every term, in alphabetical order of the language."""
    ordered = sorted(terms, key=lambda t: _sort_key(t.term[lang]))
    return render("glossary.html.j2", lang, links, terms=ordered, titles={t.id: t.term[lang] for t in ordered})


def catalogue_html(tools: Iterable[tuple[Tool, Sequence[str]]], lang: str, links: Links) -> str:
    """Every tool, with the formats it has: what it answers, how long it takes, the files for people."""
    entries = [
        (tool, "kind_checklist" if isinstance(tool, Checklist) else "kind_calculator", formats)
        for tool, formats in tools
    ]
    return render("catalogue.html.j2", lang, links, entries=entries, duration=lambda minutes: duration(minutes, lang))


def _sort_key(words: str) -> str:
    """Alphabetical order without accents or case."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def full_reference(reference: Reference) -> str:
    """A source as one line of text: authors, year, title, publisher."""
    parts = [f"{reference.authors} ({reference.year})", reference.title, reference.publisher, reference.pages]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
