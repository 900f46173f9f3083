"""Why a tool has no form on paper."""

from macros.exports.language import fill
from macros.exports.words import words


class NotOnPaper(ValueError):
    """A tool that paper cannot hold: a calculator. `text` says so, and which formats there are."""

    def __init__(self, tool: str, formats: tuple[str, ...]) -> None:
        self.tool, self.formats = tool, formats
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Why, in `lang`."""
        return fill(words(lang)["no_paper"], tool=self.tool, formats=", ".join(self.formats))
