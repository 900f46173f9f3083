"""The page of the action plan."""

from macros.exports.filled import PLAN
from macros.exports.pdf.paper import Data, Paper, printable
from macros.scoring.compile import active

_LINES = 8
"""Lines of the page; what is already decided comes first."""


def plan(paper: Paper) -> Data:
    """What to decide, with the lines of the record and blank ones up to a full page."""
    decided = paper.filled.plan if paper.filled else ()
    lines = [[printable(line.get(key, "")) for key in PLAN] for line in decided]
    blank = [[""] * len(PLAN)] * (_LINES - len(lines))
    critical = any(i.critical for s in paper.checklist.sections for i in active(s))
    intro = [*([paper.w["paper_plan_critical"]] if critical else []), paper.w["paper_plan"]]
    return {"intro": " ".join(intro), "heads": [paper.w[f"plan_{key}"] for key in PLAN], "lines": [*lines, *blank]}
