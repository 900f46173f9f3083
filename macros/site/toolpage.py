"""The page of a tool, for those who reach it without a guide."""

import json

from macros.definitions.models import Checklist, Tool
from macros.language.typography import typeset


def tool_page(tool: Tool, lang: str) -> str:
    """Markdown of `tool`'s own page: the tool, which says what it is for, its downloads, why its numbers are right."""
    macro = "checklist" if isinstance(tool, Checklist) else "calculator"
    title, summary = typeset(tool.title[lang], lang), tool.summary[lang]
    return "\n".join(
        [
            "---",
            f"title: {json.dumps(title, ensure_ascii=False)}",
            f"description: {json.dumps(' '.join(summary.split()), ensure_ascii=False)}",
            f"reviewed: {tool.date}",
            "---",
            "",
            f"# {title} {{: #{tool.id} }}",
            "",
            f'{{{{ {macro}("{tool.id}") }}}}',
            "",
            f'{{{{ downloads("{tool.id}") }}}}',
            "",
            '{{ link("about-proof") }}',
            "",
        ]
    )
