"""The mkdocs hook: stages the pages of one language before mkdocs reads them, also when serving."""

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority

ROOT = Path(__file__).resolve().parents[2]


@event_priority(100)  # before the macros plugin reads its module
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Point mkdocs at the staged copy, made anew with the macros as they are now."""
    _forget_macros()
    from macros.site.paths import site_url
    from macros.site.stage import stage

    lang = config["extra"]["site_lang"]
    serving = config.site_url is not None
    config.docs_dir = str(stage(ROOT, lang, with_downloads=serving))
    if not serving:
        config.site_url = f"{site_url()}{lang}/"
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Watch what people edit, not the staged copy, which would rebuild twice."""
    server.unwatch(config.docs_dir)
    return server


def _forget_macros() -> None:
    """While serving, edits to macros/*.py must run, not the code that was imported first."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
