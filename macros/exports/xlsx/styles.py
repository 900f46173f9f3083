"""How cells look. Colour never speaks alone: every coloured cell also has a word or a place that says the same."""

import math
from collections.abc import Mapping

INK, GREY, LINE = "#1F2933", "#6B7680", "#C9D2D8"
DARK, PALE, INPUT, WARN, LINK = "#1F4E5F", "#E6EFF2", "#FFF7DB", "#9B1C1C", "#0B5394"
WHITE = "#FFFFFF"

STYLES: Mapping[str, Mapping[str, object]] = {
    "base": {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"},
    "wrap": {"text_wrap": True},
    "title": {"font_size": 18, "bold": True, "font_color": DARK, "valign": "vcenter"},
    "lead": {"font_size": 11, "text_wrap": True},
    "heading": {
        "font_size": 13,
        "bold": True,
        "font_color": DARK,
        "valign": "bottom",
        "bottom": 2,
        "bottom_color": DARK,
    },
    "group": {"bold": True, "font_color": DARK, "bg_color": PALE, "valign": "vcenter"},
    "header": {
        "bold": True,
        "font_color": WHITE,
        "bg_color": DARK,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": DARK,
    },
    "cell": {"border": 1, "border_color": LINE, "text_wrap": True},
    "bold": {"bold": True},
    "right": {"align": "right"},
    "center": {"align": "center"},
    "input": {
        "bg_color": INPUT,
        "border": 1,
        "border_color": "#B08900",
        "locked": False,
        "text_wrap": True,
        "align": "left",
    },
    "big": {"font_size": 16, "bold": True, "align": "right", "valign": "vcenter"},
    "plain_big": {"font_size": 14, "bold": True, "font_color": DARK, "valign": "vcenter"},
    "middle": {"valign": "vcenter"},
    "fine": {"font_size": 9, "text_wrap": True},
    "grey": {"font_color": GREY, "font_size": 9},
    "small": {"font_size": 9, "font_color": GREY, "text_wrap": True},
    "warn": {"font_color": WARN, "bold": True, "text_wrap": True},
    "alert": {"font_color": WARN, "bold": True},
    "unit": {"align": "left", "indent": 1},
    "say": {"text_wrap": True, "bg_color": PALE, "font_size": 11, "border": 1, "border_color": LINE},
    "code": {"font_name": "Consolas", "font_size": 9, "text_wrap": True},
    "link": {"font_color": LINK, "underline": 1},
}


def merge(*names: str) -> dict[str, object]:
    """The properties of several styles, later ones on top."""
    merged: dict[str, object] = {}
    for name in ("base", *names):
        merged |= STYLES[name]
    return merged


def height_of(text: str, width: float, style: Mapping[str, object]) -> float:
    """The height in points of `text` wrapped in a column of this width; a little generous."""
    size = float(str(style["font_size"]))
    wide = 0.7 if style["font_name"] == "Consolas" else 0.92 if style.get("bold") else 1.0
    per_line = max(1.0, width * 1.28 * (10 / size) * wide)
    lines = sum(max(1, math.ceil(len(line) / per_line)) for line in text.split("\n"))
    return lines * size * 1.28 + 4
