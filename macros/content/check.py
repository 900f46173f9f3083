"""Everything that can be wrong in tools, guides, links and translations, all of it in one run."""

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from macros.content.addresses import Address, addresses
from macros.content.author import AUTHOR_MACROS
from macros.content.calls import Call, PageSyntaxError, read_calls
from macros.content.check_templates import document_problems
from macros.content.pages import LANGUAGES, Page, read_documents, read_pages
from macros.content.templates import documents, read_templates
from macros.definitions import Problem, Project, guide_problems, load_project
from macros.formulas import InvalidFormulas, compile_calculator
from macros.formulas.functions import FUNCTIONS
from macros.formulas.parse import FormulaSyntaxError, parse
from macros.formulas.sheets import sheet_faults
from macros.formulas.tree import Call as FunctionCall
from macros.formulas.tree import walk
from macros.formulas.types import Fault, function_fault, syntax_fault
from macros.scoring.examples import example_faults

_KINDS = {
    "tool": {"fr": "un outil", "en": "a tool"},
    "checklist-section": {"fr": "une section de liste", "en": "a section of a checklist"},
    "indicator": {"fr": "une question", "en": "a question"},
    "template": {"fr": "un modèle", "en": "a template"},
    "term": {"fr": "un mot du glossaire", "en": "a glossary term"},
    "reference": {"fr": "une source", "en": "a source"},
}

_SECTION = {"fr": "une section de guide", "en": "a section of a guide"}

_KNOWN_VARIABLES = ("range", "dict", "namespace", "super", "caller", "loop")


def check_project(root: Path) -> list[Problem]:
    """Every problem of the project at `root`, in the order of its files."""
    return check_read(load_project(root), read_pages(root))


def check_read(project: Project, pages: list[Page]) -> list[Problem]:
    """Every problem of a project and its pages, already read."""
    known = addresses(project, pages)
    sections = {heading.id for page in pages for heading in page.headings if heading.id}
    found = chain(
        project.problems,
        _formulas(project),
        guide_problems([*project.tools().values(), *project.sheets.values()], sections),
        document_problems(project, sections, _not_for_documents(project, sections)),
        _pages(project, pages, known),
    )
    return sorted(set(found))


# --- tools -------------------------------------------------------------------------------------------


def _formulas(project: Project) -> Iterator[Problem]:
    """Formulas that cannot be used, and examples that do not come out."""
    for sheet in project.sheets.values():
        for located in sheet_faults(sheet.model):
            yield sheet.source.problem(located.loc, located.fault.kind, **located.fault.context)
    for loaded in project.calculators.values():
        try:
            faults = list(example_faults(loaded.model, compile_calculator(loaded.model)))
        except InvalidFormulas as invalid:
            faults = invalid.faults
        for located in faults:
            yield loaded.source.problem(located.loc, located.fault.kind, **located.fault.context)


# --- pages -------------------------------------------------------------------------------------------


def _pages(project: Project, pages: list[Page], known: dict[str, Address]) -> Iterator[Problem]:
    for page in pages:
        place = page.path.relative_to(project.root).as_posix()
        yield from _front_matter(page, place)
        yield from _headings(page, place)
        yield from _calls(page, place, project, known)
    yield from _translations(pages, project.root)
    yield from _shared_ids(project, pages)


def _front_matter(page: Page, place: str) -> Iterator[Problem]:
    for key in ("title", "description", "reviewed"):
        if not page.meta.get(key):
            yield Problem(place, 1, 1, "page_front_matter", {"key": key})


def _headings(page: Page, place: str) -> Iterator[Problem]:
    for heading in page.headings:
        if heading.id is None:
            yield Problem(place, heading.line, 1, "heading_without_id", {"title": heading.title})


def _calls(page: Page, place: str, project: Project, known: dict[str, Address]) -> Iterator[Problem]:
    try:
        calls = list(read_calls(page.text))
    except PageSyntaxError as error:
        reason = {"fr": f"Jinja dit « {error} »", "en": str(error)}
        yield Problem(place, error.line, 1, "page_syntax", {"reason": reason})
        return
    for call in calls:
        if call.name in AUTHOR_MACROS:
            yield from _arguments(call, place, project, known)
        elif call.name not in _KNOWN_VARIABLES:
            context = {"name": call.name, "allowed": list(AUTHOR_MACROS)}
            yield Problem(place, call.line, call.column, "unknown_macro", context)


def _arguments(call: Call, place: str, project: Project, known: dict[str, Address]) -> Iterator[Problem]:
    wanted = call.args[0] if call.args else call.keywords.get("id")
    yield from _formula_problems(call, place)
    allowed = _allowed(call.name, project, known)
    if allowed is not None and wanted is not None and wanted not in {*allowed, *project.left_out}:
        context = {"macro": call.name, "name": wanted, "allowed": sorted(allowed)}
        yield Problem(place, call.line, call.column, "unknown_id", context)
    section = call.keywords.get("section")
    checklist = project.checklists.get(wanted or "") if call.name == "checklist" else None
    if checklist and section:
        sections = [s.id for s in checklist.model.sections]
        if section not in sections:
            context = {"macro": call.name, "name": section, "allowed": sections}
            yield Problem(place, call.line, call.column, "unknown_id", context)


def _formula_problems(call: Call, place: str) -> Iterator[Problem]:
    """A formula on a page that cannot be read, or calls what is no function."""
    text = call.args[0] if call.name == "formula" and call.args else None
    for found in _page_formula_faults(text) if text else ():
        yield Problem(place, call.line, call.column, found.kind, found.context)


def _page_formula_faults(text: str) -> list[Fault]:
    try:
        expr = parse(text)
    except FormulaSyntaxError as error:
        return [syntax_fault(error)]
    called = dict.fromkeys(node.function for node in walk(expr) if isinstance(node, FunctionCall))
    return [found for name in called if (found := function_fault(name))]


def _allowed(macro: str, project: Project, known: dict[str, Address]) -> list[str] | None:
    return {
        "checklist": list(project.checklists),
        "calculator": list(project.calculators),
        "downloads": list(project.tools()),
        "template": [*read_templates(project), *documents(read_documents(project.root))],
        "link": list(known),
        "cite": list(project.references),
        "term": list(project.terms),
        "function": list(FUNCTIONS),
    }.get(macro)


def _translations(pages: list[Page], root: Path) -> Iterator[Problem]:
    """A page in one language only, or whose sections differ between languages."""
    by_key: dict[str, dict[str, Page]] = {}
    for page in pages:
        by_key.setdefault(page.key, {})[page.lang] = page
    for versions in by_key.values():
        reference = next(versions[lang] for lang in LANGUAGES if lang in versions)
        for lang in LANGUAGES:
            if lang not in versions:
                place = reference.path.relative_to(root).as_posix()
                yield Problem(place, 1, 1, "page_missing", {"lang": lang, "name": f"{reference.key}.{lang}.md"})
            elif versions[lang] is not reference:
                yield from _same_sections(reference, versions[lang], root)


def _same_sections(reference: Page, other: Page, root: Path) -> Iterator[Problem]:
    wanted = [(h.id, h.level) for h in reference.headings]
    found = [(h.id, h.level) for h in other.headings]
    if wanted == found:
        return
    place = other.path.relative_to(root).as_posix()
    first = next((i for i, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), len(found))
    line = other.headings[min(first, len(other.headings) - 1)].line if other.headings else 1
    expected = wanted[first][0] if first < len(wanted) else None
    actual = found[first][0] if first < len(found) else None
    yield Problem(place, line, 1, "sections_differ", {"expected": expected, "found_id": actual})


def _shared_ids(project: Project, pages: list[Page]) -> Iterator[Problem]:
    """One space for all ids: a heading may not take the id of another heading, a tool, a question or a term."""
    taken = {address.id: _KINDS[address.kind] for address in addresses(project, []).values()}
    for lang in LANGUAGES:
        seen: dict[str, object] = {}
        for page in (p for p in pages if p.lang == lang):
            place = page.path.relative_to(project.root).as_posix()
            for heading in page.headings:
                if heading.id is None:
                    continue
                first = seen.get(heading.id) or taken.get(heading.id)
                if first:
                    context = {"name": heading.id, "first": first}
                    yield Problem(place, heading.line, 1, "heading_id_taken", context)
                seen.setdefault(heading.id, f"{place}:{heading.line}")


def _not_for_documents(project: Project, sections: Collection[str]) -> dict[str, object]:
    """The ids that no document may take, with what each is."""
    taken = {address.id: _KINDS[address.kind] for address in addresses(project, []).values()}
    others = {id_: what for id_, what in taken.items() if id_ in project.sheets or what != _KINDS["template"]}
    return {**others, **dict.fromkeys(sections, _SECTION)}
