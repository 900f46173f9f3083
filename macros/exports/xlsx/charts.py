"""The chart of section scores. Its numbers stand in the table above it; a description says so."""

from macros.exports.language import fill, say
from macros.exports.xlsx.styles import DARK
from macros.exports.xlsx.survey import Survey

_FEWEST_AXES = 3
"""A radar with fewer axes shows nothing; bars are drawn instead."""


def add_section_chart(survey: Survey, row: int, rows: tuple[int, int], labels: int, values: int) -> None:
    """Draw the scores in `rows` (first, last) of the results sheet, from row `row` downwards."""
    sheet, w = survey.results, survey.w
    radar = rows[1] - rows[0] + 1 >= _FEWEST_AXES
    chart = survey.book.file.add_chart({"type": "radar", "subtype": "with_markers"} if radar else {"type": "bar"})
    chart.add_series(
        {
            "name": w["head_score"],
            "categories": f"={sheet.range((rows[0], labels), (rows[1], labels))}",
            "values": f"={sheet.range((rows[0], values), (rows[1], values))}",
            "line": {"color": DARK, "width": 2.25},
            "fill": {"color": DARK},
            "marker": {"type": "circle", "size": 6, "fill": {"color": DARK}, "border": {"color": DARK}},
        }
    )
    axis = {"min": 0, "max": 1, "major_unit": 0.25, "num_format": "0%", "major_gridlines": {"visible": True}}
    chart.set_y_axis(axis) if radar else chart.set_x_axis(axis)
    chart.set_title({"name": w["chart_title"], "name_font": {"size": 12, "color": DARK}})
    chart.set_legend({"none": True})
    chart.show_hidden_data()
    chart.show_na_as_empty_cell()
    chart.set_size({"width": 620, "height": 400})
    description = fill(w["chart_description"], title=say(survey.checklist.title, survey.lang))
    sheet.raw.insert_chart(row, labels, chart, {"description": description, "object_position": 2, "y_offset": 10})
