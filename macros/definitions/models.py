"""What a tool file may contain: the typed form of scales, checklists and calculators.

Every key an author can write is a field here and nowhere else: the JSON Schema that editors use, the
messages of ``cerise check`` and the code all read these classes. Unknown keys are refused at every level.
Rates and shares are fractions (0.24 is 24 %), money is in the currency the user names.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""A text that is not blank."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A stable public identifier: lower-case words joined by hyphens. Never reused."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")]
"""What an answer or an option is called in files and formulas, whatever the language."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""A name that formulas use; ``definitions.names`` refuses those that a spreadsheet would misread."""

FormulaText = Annotated[str, StringConstraints(pattern=r"^=")]
"""A formula in the project's language; it starts with ``=``."""

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A date, written 2026-11-23."""

Positive = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0)]
Format = Literal["money", "percent", "integer", "number", "text"]


class Record(BaseModel):
    """Base of every record: no unknown key, no silent conversion, no change after loading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Text(Record):
    """One text in both languages, side by side."""

    fr: Words
    en: Words

    def __getitem__(self, lang: str) -> str:
        """The text in `lang` ("fr" or "en")."""
        return str(getattr(self, lang))


# --- scales ------------------------------------------------------------------------------------------


class Answer(Record):
    """One possible answer of a scale: its points from 0 to 1, or `exclude` for "not applicable"."""

    code: Code
    label: Text
    meaning: Text | None = None
    points: Share | None = None
    exclude: bool = False


class Scale(Record):
    """A set of answers that many indicators share."""

    kind: Literal["scale"]
    id: Id
    label: Text
    note: Text | None = None
    answers: Annotated[list[Answer], Field(min_length=2)]


# --- checklists --------------------------------------------------------------------------------------


class MeasureBand(Record):
    """Points for a measured value: `up_to` is an inclusive upper bound, `at_least` an inclusive lower one.

    A list of bands uses one of the two throughout and ends with a band that has neither.
    """

    points: Share
    up_to: float | None = None
    at_least: float | None = None


class Measure(Record):
    """A number instead of an answer: its unit, its bounds, and the bands that turn it into points."""

    type: Literal["percent", "integer", "number", "money"]
    unit: Text | None = None
    min: float
    max: float
    bands: Annotated[list[MeasureBand], Field(min_length=2)]


class Indicator(Record):
    """One question of a checklist."""

    id: Id
    ask: Text
    criteria: list[Text] = []
    evidence: list[Text] = []
    department: Id
    weight: Weight = 1
    critical: bool = False
    guide: Id
    maps: list[Words] = []
    scale: Id | None = None
    measure: Measure | None = None
    since: Positive = 1
    status: Literal["active", "retired"] = "active"
    retired: Positive | None = None


class Section(Record):
    """A group of indicators that gets a score of its own."""

    id: Id
    title: Text
    guide: Id
    weight: Weight = 1
    indicators: Annotated[list[Indicator], Field(min_length=1)]


class Band(Record):
    """How a total score is read, from `at_least` upwards."""

    id: Code
    at_least: Share
    label: Text
    advice: Text


class Department(Record):
    """Who in the institution can answer."""

    id: Id
    label: Text


class Published(Record):
    """What every file offered to readers has: an address, a version, a date, and a guide section that explains it."""

    id: Id
    version: Positive
    date: Day
    title: Text
    summary: Text
    guide: Id
    sources: list[Id] = []


class Tool(Published):
    """What a checklist and a calculator have in common."""

    minutes: Positive


class Migration(Record):
    """What became of questions in a `version`, so that files of the versions before can still be opened.

    A `renamed` question keeps its answers; those of a `split` one go to each question it became.
    """

    version: Annotated[int, Field(ge=2)]
    renamed: dict[Id, Id] = {}
    split: dict[Id, Annotated[list[Id], Field(min_length=2)]] = {}


class Checklist(Tool):
    """A self-assessment: sections of indicators, rolled up to one score (docs/contribute, scoring rule)."""

    kind: Literal["checklist"]
    scale: Id
    rollup: Literal["sections", "indicators"]
    instructions: Text
    bands: Annotated[list[Band], Field(min_length=2)]
    departments: Annotated[list[Department], Field(min_length=1)]
    sections: Annotated[list[Section], Field(min_length=1)]
    migrations: list[Migration] = []


# --- calculators -------------------------------------------------------------------------------------


class Option(Record):
    """One value of a choice."""

    code: Code
    label: Text


class RowRange(Record):
    """How many rows a table of inputs has: `least` are asked for, `most` may be filled."""

    least: Positive = 1
    most: Annotated[int, Field(ge=1, le=240)]


class InputColumn(Record):
    """A column that the reader types. `text` only names the row; a number without `default` is required."""

    id: Name
    type: Literal["money", "percent", "integer", "number", "text"]
    label: Text
    unit: Text | None = None
    min: float | None = None
    max: float | None = None
    default: float | None = None


class Input(Record):
    """What the reader types. Without `default` it is required; `default: unknown` means it may stay unknown.

    A `table` has `rows` and `columns`. Formulas read its columns as `id[column]`, with `id[used]`, which is 1 on
    rows that are filled in and 0 below them.
    """

    id: Name
    type: Literal["money", "percent", "integer", "number", "choice", "table"]
    label: Text
    help: Text | None = None
    group: Id | None = None
    unit: Text | None = None
    min: float | None = None
    max: float | None = None
    options: list[Option] = []
    rows: RowRange | None = None
    columns: list[InputColumn] = []
    default: float | str | None = None


class Group(Record):
    """Inputs shown together under one heading; `folded` groups open on request."""

    id: Id
    label: Text
    folded: bool = False


class Step(Record):
    """An intermediate result with a name of its own."""

    id: Name
    formula: FormulaText
    label: Text
    format: Format = "number"


class Rows(Record):
    """The rows of a table: an index that counts from `start` to the value of `stop`, `max` rows at most."""

    index: Name
    label: Text
    start: int
    stop: FormulaText
    max: Positive


class Column(Record):
    """A column of a table: one formula for all its rows. `show: false` keeps it out of the page."""

    id: Name
    formula: FormulaText
    label: Text
    format: Format = "money"
    show: bool = True


class Table(Record):
    """A table of fixed greatest height, computed row by row."""

    id: Name
    title: Text
    rows: Rows
    columns: Annotated[list[Column], Field(min_length=1)]


class Output(Record):
    """A result, with what it means and, where the field has one, a benchmark."""

    id: Name
    formula: FormulaText
    label: Text
    format: Format
    explain: Text | None = None
    benchmark: Text | None = None
    options: list[Option] = []
    main: bool = False


class Check(Record):
    """A condition without which the `blocks` outputs (all, when none is named) mean nothing."""

    id: Id
    that: FormulaText
    message: Text
    blocks: list[Name] = []


class Sentence(Record):
    """A result read aloud; `{name}` stands for a formatted input or output.

    The first whose `when` holds and whose values are all known is shown.
    """

    when: FormulaText | None = None
    text: Text


class Chart(Record):
    """A table as a picture: `y` columns against the `x` column; `says` is the sentence that goes with it."""

    id: Id
    type: Literal["line", "bar", "stacked"]
    title: Text
    table: Name
    x: Name
    y: Annotated[list[Name], Field(min_length=1)]
    says: Text


class Example(Record):
    """Inputs and the outputs that must come out, within an absolute `tolerance`, in every runtime.

    `proof: published` is a case from a published source; `guard` only protects against change.
    """

    id: Words
    title: Text | None = None
    inputs: dict[Name, float | str | list[dict[Name, float | str | None]] | None]
    expect: dict[Name, float | str | None]
    tolerance: Annotated[float, Field(gt=0)]
    source: Words
    proof: Literal["published", "guard"]
    show: bool = False


class Calculator(Tool):
    """Inputs, formulas and outputs; see docs/contribute for the formula language."""

    kind: Literal["calculator"]
    groups: list[Group] = []
    inputs: Annotated[list[Input], Field(min_length=1)]
    calc: list[Step] = []
    tables: list[Table] = []
    outputs: Annotated[list[Output], Field(min_length=1)]
    checks: list[Check] = []
    sentences: list[Sentence] = []
    charts: list[Chart] = []
    examples: list[Example] = []


# --- sheets to print or fill in ------------------------------------------------------------------------


class SheetField(Record):
    """A line to fill in above a table, such as the name of the organisation."""

    id: Name
    label: Text
    type: Format = "text"


class SheetColumn(Record):
    """A column, or as many alike as it has `titles`."""

    id: Name
    title: Text | None = None
    titles: list[Text] = []
    width: Annotated[float, Field(gt=0, le=120)]
    type: Format = "text"
    options: list[Option] = []
    formula: FormulaText | None = None


class SheetRow(Record):
    """A row with its label; a `heading` across the table; or as many empty rows as `blank` says.

    A row's `formula` goes before those of columns and stands in every column that holds numbers, save those in `skip`.
    """

    id: Name | None = None
    label: Text | None = None
    heading: bool = False
    blank: Annotated[int, Field(ge=1, le=100)] | None = None
    type: Format | None = None
    formula: FormulaText | None = None
    skip: list[Name] = []


class SheetTable(Record):
    """One sheet of a workbook: notes, fields to fill in, and a table. `label` heads the column of the rows' labels.

    Widths are in characters, `row_height` in points; 21 leaves room for handwriting on A4.
    """

    id: Name
    title: Text
    landscape: bool = True
    row_height: Annotated[float, Field(ge=12, le=120)] = 21
    notes: list[Text] = []
    fields: list[SheetField] = []
    label: Text
    label_width: Annotated[float, Field(gt=0, le=120)]
    columns: Annotated[list[SheetColumn], Field(min_length=1)]
    rows: Annotated[list[SheetRow], Field(min_length=1)]


class Sheet(Published):
    """A workbook to print or to fill in that no program reads back: see docs/contribute, templates.

    Formulas: `[@x]` is row `x` of the same column in a row's formula, column `x` of the same row in a column's.
    `PREV([x], start)` is row `x` one column to the left. `row[months]` are the columns `months` of this row,
    `column[above]` the cells above in this column. A field is called by its name.
    """

    kind: Literal["sheet"]
    paper: Literal["a4", "a3"] = "a4"
    tables: Annotated[list[SheetTable], Field(min_length=1)]


# --- knowledge base ----------------------------------------------------------------------------------


class Reference(Record):
    """A library entry: a source that guides cite."""

    id: Id
    kind: Literal["book", "report", "article", "standard", "law", "web", "course"]
    authors: Words
    year: int
    title: Words
    publisher: Words | None = None
    pages: Words | None = None
    languages: list[Literal["fr", "en", "es", "pt", "ar"]]
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Text


class Term(Record):
    """A glossary entry, with its definition in both languages."""

    id: Id
    term: Text
    definition: Text
    also: list[Text] = []
    see: list[Id] = []
    source: Id | None = None
