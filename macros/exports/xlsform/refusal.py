"""Why a tool cannot be a survey, in words."""

from macros.definitions.models import Calculator, Tool
from macros.exports.language import fill, say
from macros.exports.words import words
from macros.formulas.xpath_term import NoXPath


class NotASurvey(ValueError):
    """A tool that phones cannot compute; `text` says why, and what to use instead."""

    def __init__(self, tool: Tool, refused: NoXPath) -> None:
        self.tool = tool
        self.refused = refused
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Why, in `lang`."""
        w, values = words(lang), {"tool": say(self.tool.title, lang), **self.refused.values}
        values["output"] = self._output(lang)
        return f"{fill(w[f'xlsform_no_{self.refused.reason}'], **values)} {w['xlsform_instead']}"

    def _output(self, lang: str) -> str:
        key = self.refused.values.get("output")
        outputs = self.tool.outputs if isinstance(self.tool, Calculator) else []
        return next((say(output.label, lang) for output in outputs if output.id == key), "")
