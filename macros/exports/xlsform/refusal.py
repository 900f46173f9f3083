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
        reason, key = fill(w[f"xlsform_no_{self.refused.reason}"], **values), self._key()
        said = fill(w[key], **values, reason=reason) if key else reason
        return f"{said} {w['xlsform_instead']}"

    def _key(self) -> str:
        """The phrase around a reason that is not one by itself."""
        if self.refused.reason == "size":
            return ""
        return "xlsform_no_formula" if self._output("en") else "xlsform_no_sentence"

    def _output(self, lang: str) -> str:
        key = self.refused.values.get("output")
        outputs = self.tool.outputs if isinstance(self.tool, Calculator) else []
        return next((say(output.label, lang) for output in outputs if output.id == key), "")
