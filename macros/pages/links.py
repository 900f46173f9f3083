"""The addresses a page needs: given by the caller, who alone knows where the page will stand."""

from typing import Protocol


class Links(Protocol):
    """Every address is ready to be written in an ``href``, relative to the page."""

    def section(self, id: str) -> str:
        """Where `id` is shown: a heading of a guide, a tool, a section or an indicator of a checklist."""
        ...

    def download(self, tool: str, ext: str) -> str:
        """A file of `tool` in the page's language; `ext` is xlsx, pdf, xlsform, csv or json."""
        ...

    def asset(self, path: str) -> str:
        """A file of the theme, for instance ``calculator.js`` or ``tools/governance.js``."""
        ...

    def permalink(self, id: str) -> str:
        """The address of `id` that never dies (``/s/<id>/``)."""
        ...
