/* Two dates of one institution, or several respondents, side by side. */

var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", MOST_DIVIDED = 10;

parts.push({
  start: form => {
    var panel = one(form.element, "[data-compare]");
    form.compared = { files: [], chosen: {}, mode: "" };
    panel.addEventListener("change", event => {
      if (event.target.hasAttribute("data-compare-files")) { addCompared(form, panel, event.target); return; }
      if (event.target.hasAttribute("data-compare-mode")) { form.compared.mode = event.target.value; }
      if (event.target.hasAttribute("data-compare-item")) {
        form.compared.chosen[data(event.target, "compare-item")] = event.target.checked;
        form.compared.mode = "";
      }
      paintCompared(form);
    });
    one(panel, '[data-compare-act="full"]').addEventListener("click", () => {
      var stage = one(panel, "[data-compare-stage]");
      if (stage.requestFullscreen) { stage.requestFullscreen(); }
    });
  },
  viewed: form => {
    if (form.view === "compare" && form.result) { listCompared(form); }
  },
  paint: form => {
    if (form.view === "compare") { listCompared(form); }
  }
});

/* --- what can be compared --- */

function comparable(form) {
  var here = { key: "here", record: recordOf(form.store, form.lang), open: true };
  return [here].concat(othersOf(form.store), form.compared.files);
}
/* Files opened only for this: read as when a file is opened, kept in memory. */
function addCompared(form, panel, box) {
  var files = Array.from(box.files), note = one(panel, "[data-compare-note]"), said = [];
  box.value = "";
  Promise.all(files.map(file => readRecordFile(form, file).then(found => {
    var key = "file" + form.compared.files.length + file.name;
    form.compared.files.push({ key, record: modern(form.store, found.record), name: file.name });
    form.compared.chosen[key] = true;
  }, error => { said.push(fill(form.words.compare_refused, { file: file.name, reason: error.message })); }))).then(() => {
    say(note, said.join(" ") || fill(form.words.compare_added, { n: files.length }));
    form.compared.mode = "";
    listCompared(form);
  });
}
function listCompared(form) {
  var panel = one(form.element, "[data-compare]"), list = one(panel, "[data-compare-list]"), items = comparable(form);
  var names = items.map(item => comparedName(form, item)), state = JSON.stringify([names, form.compared.chosen]);
  if (form.compared.listed !== state) {
    form.compared.listed = state;
    list.textContent = "";
    items.forEach((item, at) => {
      var label = list.appendChild(make("label", null, { class: "tool-choice" }));
      var box = label.appendChild(make("input", null, { type: "checkbox", "data-compare-item": item.key }));
      box.checked = form.compared.chosen[item.key] === true;
      label.append(" " + names[at]);
    });
  }
  paintCompared(form);
}
function comparedName(form, item) {
  var name = recordName(form, item.record);
  if (item.open) { return fill(form.words.compare_this, { name }); }
  return item.name && name === form.words.record_unnamed ? item.name : name;
}

/* --- the numbers --- */

/* Each chosen record with its name, its letter, its section scores and what every answer earned. */
function chosenOf(form) {
  var chosen = comparable(form).filter(item => form.compared.chosen[item.key]);
  chosen.sort((a, b) => dateOf(a).localeCompare(dateOf(b)));
  return chosen.map((item, at) => {
    var result = scored(form, item.record), points = {};
    judged(form, result).forEach(answer => { points[answer.id] = answer.points; });
    return {
      name: comparedName(form, item), letter: LETTERS[at % 26], date: dateOf(item), outputs: result.outputs, points,
      institution: ((item.record.about || {}).institution || "").trim().toLowerCase()
    };
  });
}
function dateOf(item) { return (item.record.about || {}).date || String(item.record.saved || "").slice(0, 10); }
function median(values) {
  var sorted = values.slice().sort((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
function spreadOf(values) {
  var some = values.filter(known);
  if (!some.length) { return { median: null, low: null, high: null, spread: null, n: 0 }; }
  var low = Math.min(...some), high = Math.max(...some);
  return { median: median(some), low, high, spread: high - low, n: some.length };
}
function sectionsOf(form) {
  var found = [];
  each(form.element, "[data-section-row]", row => {
    found.push({ key: data(row, "section-row"), label: one(row, "th").textContent.trim() });
  });
  return found.concat({ key: "score", label: form.words.compare_total });
}
/* Questions known to two records at least, those that differ most first. */
function dividedOf(form, chosen) {
  var found = form.tool.inputs.map(input => {
    var values = chosen.map(item => has(item.points, input.key) ? item.points[input.key] : null);
    return { id: input.key, values, range: spreadOf(values) };
  });
  return found.filter(item => item.range.n > 1 && item.range.spread > 0).sort((a, b) => b.range.spread - a.range.spread);
}

/* --- what is shown --- */

function paintCompared(form) {
  var panel = one(form.element, "[data-compare]"), chosen = chosenOf(form), enough = chosen.length > 1;
  show(one(panel, "[data-compare-few]"), !enough);
  show(one(panel, "[data-compare-result]"), enough);
  if (!enough) { return; }
  var dates = chosen.length === 2 && chosen[0].institution === chosen[1].institution && chosen[0].date !== chosen[1].date;
  var mode = form.compared.mode || (dates ? "dates" : "people");
  if (chosen.length !== 2) { mode = "people"; }
  each(panel, "[data-compare-mode]", box => {
    box.checked = box.value === mode;
    box.disabled = chosen.length !== 2;
  });
  var rows = sectionsOf(form).map(section => {
    var values = chosen.map(item => item.outputs[section.key]);
    return Object.assign({ label: section.label, values }, spreadOf(values));
  });
  paintKey(panel, chosen);
  (mode === "dates" ? paintDates : paintPeople)(form, panel, chosen, rows);
  form.compared.drawing = () => drawStrips(form, one(panel, "[data-compare-chart]"), chosen, rows, mode);
  form.compared.drawing();
  follow(form.compared, one(panel, "[data-compare-stage]"), () => form.compared.drawing());
}
function paintKey(panel, chosen) {
  var key = one(panel, "[data-compare-key]");
  key.textContent = "";
  chosen.forEach((item, at) => {
    var line = key.appendChild(make("li"));
    line.appendChild(make("strong", item.letter, { class: "tool-letter tool-letter-" + at % 5 }));
    line.append(" " + item.name);
  });
}
function comparedShare(form, value) { return value === null || value === undefined ? "\u2013" : format(value, "score", form.lang); }
function comparedPoints(form, value) {
  var shown = format(Math.abs(value) * 100, "integer", form.lang);
  return fill(form.words.compare_points, { n: (value < 0 ? "\u2212" : value > 0 ? "+" : "") + shown });
}
function comparedTable(panel, head, body, heads, rows) {
  var line = make("tr");
  one(panel, head).replaceChildren(line);
  heads.forEach((text, at) => { line.appendChild(make("th", text, { scope: "col", class: at ? "tool-num" : "" })); });
  one(panel, body).replaceChildren(...rows.map(cells => {
    var row = make("tr");
    cells.forEach((text, at) => {
      row.appendChild(at ? make("td", text, { class: "tool-num", "data-head": heads[at] }) : make("th", text, { scope: "row" }));
    });
    return row;
  }));
}
function paintDates(form, panel, chosen, rows) {
  var words = form.words, total = rows[rows.length - 1].values, moved = dividedOf(form, chosen);
  var up = moved.filter(item => item.values[1] > item.values[0]).length;
  say(one(panel, "[data-compare-says]"), fill(words.compare_says_dates, {
    first: chosen[0].date || "A", last: chosen[1].date || "B", before: comparedShare(form, total[0]), after: comparedShare(form, total[1]),
    up, down: moved.length - up
  }));
  comparedTable(panel, "[data-compare-head]", "[data-compare-body]", [words.compare_section, "A", "B", words.compare_change], rows.map(row => {
    var change = row.n === 2 ? comparedPoints(form, row.values[1] - row.values[0]) : "\u2013";
    return [row.label, comparedShare(form, row.values[0]), comparedShare(form, row.values[1]), change];
  }));
  say(one(panel, "[data-compare-questions-title]"), moved.length ? words.compare_moved : words.compare_none_moved);
  moved.sort((a, b) => (a.values[1] - a.values[0]) - (b.values[1] - b.values[0]));
  comparedTable(panel, "[data-compare-question-head]", "[data-compare-questions]", [words.compare_question, "A", "B", words.compare_change],
    moved.map(item => [askOf(form, item.id)].concat(item.values.map(value => comparedShare(form, value)), comparedPoints(form, item.values[1] - item.values[0]))));
}
function paintPeople(form, panel, chosen, rows) {
  var words = form.words, total = rows[rows.length - 1], parts = rows.slice(0, -1).filter(row => row.n > 1);
  var worst = parts.slice().sort((a, b) => b.spread - a.spread)[0];
  say(one(panel, "[data-compare-says]"), total.n < 2 || !worst ? fill(words.compare_says_some, { n: chosen.length }) : fill(words.compare_says_people, {
    n: chosen.length, median: comparedShare(form, total.median), low: comparedShare(form, total.low), high: comparedShare(form, total.high), section: worst.label
  }));
  var heads = [words.compare_section, words.compare_median, words.compare_low, words.compare_high, words.compare_spread];
  comparedTable(panel, "[data-compare-head]", "[data-compare-body]", heads, rows.map(row => {
    var spread = row.n > 1 ? fill(words.compare_points, { n: format(row.spread * 100, "integer", form.lang) }) : "\u2013";
    return [row.label, comparedShare(form, row.median), comparedShare(form, row.low), comparedShare(form, row.high), spread];
  }));
  var divided = dividedOf(form, chosen).slice(0, MOST_DIVIDED), letters = chosen.map(item => item.letter);
  say(one(panel, "[data-compare-questions-title]"), divided.length ? words.compare_disagree : words.compare_agree);
  comparedTable(panel, "[data-compare-question-head]", "[data-compare-questions]", [words.compare_question].concat(letters),
    divided.map(item => [askOf(form, item.id)].concat(item.values.map(value => comparedShare(form, value)))));
}

/* --- the chart: one strip a section, a letter for each record --- */

function drawStrips(form, place, chosen, rows, mode) {
  var width = Math.round(Math.min(place.clientWidth, 1200)), state = JSON.stringify([width, mode, chosen.map(item => item.letter), rows]);
  if (width < 60 || form.compared.drawn === state) { return; }
  form.compared.drawn = state;
  place.textContent = "";
  var canvas = svg(place, "svg", { role: "img", "aria-label": form.words.compare_axis }), wide = width - 2 * STRIP.edge, foot = 0;
  function x(share) { return STRIP.edge + share * wide; }
  rows.forEach(row => {
    var levels = stacked(row.values.map(value => known(value) ? x(value) : null));
    var y = foot + STRIP.row + Math.max(0, ...levels) * STRIP.step;
    svg(canvas, "text", { x: 0, y: foot + 18, class: "chart-label" }, row.label);
    svg(canvas, "line", { x1: x(0), x2: x(1), y1: y, y2: y, class: "chart-grid" });
    if (row.n > 1) { svg(canvas, "line", { x1: x(row.low), x2: x(row.high), y1: y, y2: y, class: "strip-range" }); }
    if (row.n && mode === "people") {
      svg(canvas, "line", { x1: x(row.median), x2: x(row.median), y1: y - 16, y2: y + 16, class: "strip-median" });
    }
    row.values.forEach((value, at) => {
      if (known(value)) { strip(canvas, chosen[at].letter, at, x(value), y - levels[at] * STRIP.step); }
    });
    foot = y + STRIP.below;
  });
  [0, 0.25, 0.5, 0.75, 1].forEach(share => {
    var anchor = share ? share < 1 ? "middle" : "end" : "start";
    svg(canvas, "text", { x: x(share), y: foot + 16, "text-anchor": anchor }, comparedShare(form, share));
  });
  frame(canvas, width, foot + 26);
}
var STRIP = { edge: 14, row: 46, step: 20, below: 18 };

/* Letters that would cover one another stand on top of one another: the level of each. */
function stacked(places) {
  return places.map((place, at) => {
    return place === null ? 0 : places.slice(0, at).filter(other => other !== null && Math.abs(other - place) < STRIP.step).length;
  });
}
function strip(canvas, letter, at, x, y) {
  svg(canvas, "circle", { cx: x, cy: y, r: 10, class: "strip-dot plot-" + at % 5 });
  svg(canvas, "text", { x, y: y + 4.5, "text-anchor": "middle", class: "strip-letter" }, letter);
}
