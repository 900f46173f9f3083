/* Brings the forms of tools to life: reads what people type, computes, shows, and keeps answers on this device.
   A classic script without dependencies; it runs from a folder too. Every word it shows comes from the page. */
(function () {
  "use strict";

  var cerise = window.cerise = window.cerise || {};
  cerise.tools = cerise.tools || {};
  if (cerise.form) { return; }

  /* --- small helpers ------------------------------------------------------------------------------ */

  function each(root, selector, act) { Array.prototype.forEach.call(root.querySelectorAll(selector), act); }
  function one(root, selector) { return root.querySelector(selector); }
  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }
  function known(value) { return value !== null && value !== undefined && value !== ""; }
  function say(element, text) { if (element && element.textContent !== text) { element.textContent = text; } }
  function show(element, visible) { if (element && element.hidden === visible) { element.hidden = !visible; } }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return has(values, name) ? values[name] : whole; });
  }
  function make(tag, text, attributes) {
    var element = document.createElement(tag);
    if (known(text)) { element.textContent = text; }
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    return element;
  }
  function shift(value, places) {
    var parts = String(value).split("e");
    return Number(parts[0] + "e" + (Number(parts[1] || 0) + places));
  }

  /* --- numbers, written: the same rules as macros/pages/numbers.py ---------------------------------- */

  function decimalsOf(shown, format) {
    var size = Math.abs(shown);
    if (format === "integer" || (format === "money" && size >= 100)) { return 0; }
    if (format === "money" || !size || size >= 1) { return 2; }
    return Math.min(8, 2 - Math.floor(Math.log10(size)));
  }
  function cents(currency) {
    if (/[€$£]/.test(currency)) { return 2; }
    if (!/^[A-Z]{3}$/.test(currency)) { return 0; }
    try {
      return new Intl.NumberFormat("en", { style: "currency", currency: currency })
        .resolvedOptions().maximumFractionDigits;
    } catch (error) { return 0; }
  }
  function write(value, lang, style, least, most) {
    var options = { style: style, minimumFractionDigits: least, maximumFractionDigits: most };
    var text = new Intl.NumberFormat(lang, options).format(value);
    text = text.replace("-", "\u2212").replace(/\s/g, "\u202f");
    return /[1-9]/.test(text) ? text : text.replace("\u2212", "");
  }
  function format(value, kind, lang, currency) {
    if (!known(value)) { return ""; }
    if (typeof value !== "number") { return String(value); }
    var clean = Number(value.toPrecision(15));
    if (kind === "score") { return write(clean, lang, "percent", 0, 1); }
    if (kind === "exact") { return write(clean, lang, "decimal", 0, 12); }
    if (kind === "percent") { return write(clean, lang, "percent", 0, decimalsOf(shift(clean, 2), kind)); }
    if (kind === "money") { return amount(clean, lang, currency || "") + (currency ? "\u00a0" + currency : ""); }
    return write(clean, lang, "decimal", 0, decimalsOf(clean, kind));
  }
  function amount(value, lang, currency) {
    var places = cents(currency);
    return write(value, lang, "decimal", places, places || decimalsOf(value, "money"));
  }

  /* --- numbers, typed ----------------------------------------------------------------------------- */

  /* {value}, {problem}, or {readings: [one, other]} when the text can be read in two ways. Blank is null. */
  function parse(typed, lang, percent) {
    var text = typed.replace(/\s+/g, " ").trim().replace(/\u2212/g, "-").replace(/[\u2019\u02bc]/g, "'");
    if (percent) { text = text.replace(/ ?%$/, ""); }
    if (typed.trim() === "") { return { value: null }; }
    var found = /^([+-]?) ?([\d .,']*\d[.,]?)$/.exec(text);
    if (!found || !/^[\d.,]/.test(found[2])) { return { problem: "not_number" }; }
    return read(found[2], lang, function (digits) {
      return Number((found[1] === "-" ? "-" : "") + digits + (percent ? "e-2" : "")) + 0;
    });
  }
  function read(body, lang, number) {
    var marks = body.match(/[.,]/g) || [], last = marks[marks.length - 1];
    if (!marks.length) { return whole(body, "", number); }
    if (marks.length === 1) {
      if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(body)) { return split(body, last, number); }
      if (lang !== "en" && last === ".") {
        return { readings: [number(body.replace(last, "")), number(body)] };
      }
      return lang === "en" && last === "," ? whole(body, "", number) : split(body, last, number);
    }
    if (marks.every(function (mark) { return mark === last; })) {
      return /^\d{1,3}([.,]\d{3})+$/.test(body) ? whole(body, "", number) : { problem: "two_marks" };
    }
    return marks.indexOf(last) === marks.length - 1 ? split(body, last, number) : { problem: "two_marks" };
  }
  function split(body, mark, number) {
    var at = body.lastIndexOf(mark), decimals = body.slice(at + 1);
    return /^\d*$/.test(decimals) ? whole(body.slice(0, at), decimals, number) : { problem: "bad_groups" };
  }
  function whole(digits, decimals, number) {
    if (!/^\d*$/.test(digits) && !/^\d{1,3}([ '.,])\d{3}(\1\d{3})*$/.test(digits)) { return { problem: "bad_groups" }; }
    return { value: number((digits.replace(/\D/g, "") || "0") + "." + (decimals || "0")) };
  }

  /* --- answers: one store a tool, shared by its forms, kept on this device ------------------------- */

  var stores = {};

  function storeOf(tool) {
    if (!stores[tool]) { stores[tool] = load({ tool: tool, forms: [], kept: true }); }
    return stores[tool];
  }
  function load(store) {
    var saved = {};
    try { saved = JSON.parse(localStorage.getItem("cerise:" + store.tool)) || {}; } catch (error) { saved = {}; }
    store.answers = saved.answers && typeof saved.answers === "object" ? saved.answers : {};
    store.drafts = saved.drafts && typeof saved.drafts === "object" ? saved.drafts : {};
    store.time = saved.time || "";
    return store;
  }
  function save(store) {
    var empty = !Object.keys(store.answers).length && !Object.keys(store.drafts).length;
    store.time = empty ? "" : new Date().toISOString();
    try {
      if (empty) { localStorage.removeItem("cerise:" + store.tool); } else {
        localStorage.setItem("cerise:" + store.tool, JSON.stringify({
          tool: store.tool, version: cerise.tools[store.tool].version, time: store.time,
          answers: store.answers, drafts: store.drafts
        }));
      }
      store.kept = true;
    } catch (error) { store.kept = false; }
  }
  function put(group, key, value) { if (known(value)) { group[key] = value; } else { delete group[key]; } }
  function copy(value) { return JSON.parse(JSON.stringify(value)); }

  /* --- fields: each reads its controls and writes a stored answer back ------------------------------ */

  function fieldOf(form, input) {
    var named = form.element.querySelectorAll('[name="' + input.key + '"]:not(output)');
    if (!named.length) { return null; }
    var make = named[0].type === "radio" ? radios : named[0].tagName === "SELECT" ? list : number;
    var field = make(form, input, named);
    field.key = input.key;
    field.focus = function () { open(named[0]); named[0].focus(); };
    return field;
  }
  function radios(form, input, buttons) {
    var clear = one(form.element, '[data-clear="' + input.key + '"]');
    var field = {
      read: function () {
        var chosen = Array.prototype.filter.call(buttons, function (button) { return button.checked; })[0];
        return { value: chosen ? chosen.value : null };
      },
      write: function (value) {
        Array.prototype.forEach.call(buttons, function (button) { button.checked = button.value === value; });
        field.mark();
      },
      mark: function () { show(clear, known(field.read().value)); },
      judge: function () {}
    };
    if (clear) {
      clear.addEventListener("click", function () {
        buttons[0].focus();
        field.write(null);
        form.took(field);
      });
    }
    return field;
  }
  function list(form, input, named) {
    var first = named[0].value;
    return {
      read: function () { return { value: named[0].value || null }; },
      write: function (value) { named[0].value = known(value) ? value : first; },
      judge: function () {}
    };
  }
  function number(form, input, named) {
    var box = named[0], kind = box.getAttribute("data-format"), percent = kind === "percent";
    var none = one(form.element, '[name="' + input.key + '.na"]');
    var error = document.getElementById(box.id + "-error"), echo = document.getElementById(box.id + "-echo");
    var field = { touched: false };
    field.read = function () {
      if (none && none.checked) { return { value: "na" }; }
      var result = parse(box.value, form.lang, percent);
      return has(result, "value") ? result : { value: null, draft: box.value, result: result };
    };
    field.text = function (value) { return format(percent ? shift(value, 2) : value, "exact", form.lang); };
    field.write = function (value, draft) {
      if (none) { none.checked = value === "na"; }
      box.value = known(draft) ? draft : typeof value === "number" ? field.text(value) : "";
      field.touched = known(draft) || known(value);
    };
    field.typed = function (target) {
      if (target === none && none.checked) { box.value = ""; }
      if (target === box && none) { none.checked = false; }
    };
    field.example = function () { return format(input.whole ? 1234 : 1234.5, "exact", form.lang); };
    field.judge = function (refused) {
      var state = field.read(), problem = state.result || {};
      var words = problem.problem ? form.words[problem.problem] : known(state.value) && refused ? form.words[refused] : "";
      var bound = box.getAttribute("data-" + refused) || "";
      var wrong = field.touched && Boolean(words || problem.readings);
      say(echo, field.touched && typeof state.value === "number" ? echoed(state.value) : "");
      if (wrong) { box.setAttribute("aria-invalid", "true"); } else { box.removeAttribute("aria-invalid"); }
      show(error, wrong);
      if (wrong && problem.readings) { ask(problem.readings); } else {
        field.asked = "";
        say(error, wrong ? fill(words, { example: field.example(), bound: bound }) : "");
      }
    };
    function echoed(value) {
      var shown = field.text(value) + (percent ? (form.lang === "fr" ? "\u202f%" : "%") : "");
      return fill(form.words.read_as, { value: kind === "money" && form.currency() ? shown + "\u00a0" + form.currency() : shown });
    }
    function ask(readings) {
      if (field.asked === box.value) { return; }
      field.asked = box.value;
      error.textContent = fill(form.words.ambiguous, { typed: box.value.trim() }) + " ";
      readings.forEach(function (reading) {
        var button = make("button", field.text(reading), { type: "button", class: "tool-button" });
        button.addEventListener("click", function () {
          box.value = field.text(reading);
          box.focus();
          form.took(field);
        });
        error.appendChild(button);
        error.appendChild(document.createTextNode(" "));
      });
    }
    return field;
  }
  function open(element) {
    for (var up = element.parentElement; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
  }

  /* --- one form ----------------------------------------------------------------------------------- */

  function start(element) {
    var id = element.getAttribute("data-tool"), tool = cerise.tools[id];
    if (!tool || element.classList.contains("is-live")) { return; }
    var form = {
      element: element, tool: tool, store: storeOf(id), fields: {}, scheduled: false, stale: true,
      lang: element.getAttribute("data-lang"), section: element.getAttribute("data-section"),
      checklist: element.classList.contains("tool-checklist"),
      words: JSON.parse(element.getAttribute("data-words"))
    };
    var currency = one(element, 'input[name="currency"]'), usual = currency ? currency.value : "";
    form.currency = function () { return currency ? currency.value.trim() : ""; };
    form.took = function (field) { take(form, field); };
    tool.inputs.forEach(function (input) {
      var field = fieldOf(form, input);
      if (field) { form.fields[input.key] = field; }
    });
    form.writeCurrency = function () {
      if (currency) { currency.value = has(form.store.answers, "currency") ? form.store.answers.currency : usual; }
    };
    form.usual = usual;
    form.store.forms.push(form);
    element.classList.add("is-live");
    listen(form);
    restore(form);
    paint(form, true);
  }
  function listen(form) {
    var element = form.element;
    element.addEventListener("submit", function (event) { event.preventDefault(); });
    element.addEventListener("input", function (event) { typed(form, event.target, false); });
    element.addEventListener("change", function (event) { typed(form, event.target, true); });
    element.addEventListener("click", function (event) {
      var button = event.target.closest ? event.target.closest("button") : null;
      if (!button) { return; }
      if (button.hasAttribute("data-example")) { example(form, JSON.parse(button.getAttribute("data-example"))); }
      if (button.getAttribute("data-action") === "clear") { clear(form); }
      if (button.getAttribute("data-action") === "undo") { undo(form); }
      if (button.getAttribute("data-action") === "print") { window.print(); }
    });
  }
  function typed(form, target, finished) {
    if (target.name === "currency") {
      put(form.store.answers, "currency", target.value.trim() === form.usual ? null : target.value.trim());
      changed(form);
      return;
    }
    var field = form.fields[(target.name || "").replace(/\.na$/, "")];
    if (!field) { return; }
    if (field.typed) { field.typed(target); }
    field.touched = field.touched || finished;
    take(form, field);
  }
  function take(form, field) {
    var state = field.read();
    put(form.store.answers, field.key, state.value);
    put(form.store.drafts, field.key, state.draft);
    if (field.mark) { field.mark(); }
    show(one(form.element, '[data-action="undo"]'), false);
    changed(form);
  }
  function changed(form) {
    save(form.store);
    form.store.forms.forEach(function (other) {
      if (other !== form) { restore(other); }
      schedule(other);
    });
  }
  function schedule(form) {
    if (form.scheduled) { return; }
    form.scheduled = true;
    requestAnimationFrame(function () { form.scheduled = false; paint(form, false); });
  }
  function restore(form) {
    var store = form.store;
    Object.keys(form.fields).forEach(function (key) {
      form.fields[key].write(has(store.answers, key) ? store.answers[key] : null, store.drafts[key]);
    });
    form.writeCurrency();
  }

  /* --- clear, undo, examples ---------------------------------------------------------------------- */

  function replace(form, answers, drafts, word) {
    form.before = { answers: copy(form.store.answers), drafts: copy(form.store.drafts) };
    form.store.answers = answers;
    form.store.drafts = drafts;
    restore(form);
    changed(form);
    say(one(form.element, "[data-note]"), form.words[word]);
    var button = one(form.element, '[data-action="undo"]');
    show(button, word !== "restored");
    return button;
  }
  function clear(form) {
    var answers = form.section ? copy(form.store.answers) : {}, drafts = form.section ? copy(form.store.drafts) : {};
    Object.keys(form.fields).forEach(function (key) { delete answers[key]; delete drafts[key]; });
    put(answers, "currency", form.store.answers.currency);
    replace(form, answers, drafts, "cleared").focus();
  }
  function undo(form) {
    replace(form, form.before.answers, form.before.drafts, "restored");
    one(form.element, '[data-action="clear"]').focus();
  }
  function example(form, inputs) {
    var answers = {};
    put(answers, "currency", form.store.answers.currency);
    Object.keys(inputs).forEach(function (key) { put(answers, key, inputs[key]); });
    replace(form, answers, {}, "example_shown");
    var result = one(form.element, ".tool-result");
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: "nearest" });
  }

  /* --- compute and show --------------------------------------------------------------------------- */

  function valuesOf(form) {
    var values = {};
    form.tool.inputs.forEach(function (input) {
      var value = form.store.answers[input.key];
      var stale = typeof value === "string" && input.options.indexOf(value) < 0;
      values[input.key] = known(value) && !stale ? value : null;
    });
    return values;
  }
  function isInput(refusal) { return ["check", "error", "missing"].indexOf(refusal.kind) < 0; }
  function run(form) {
    var values = valuesOf(form), result = form.tool.compute(values), refused = {};
    result.refusals.filter(isInput).forEach(function (refusal) { refused[refusal.subject] = refusal.kind; });
    if (form.checklist && Object.keys(refused).length) {
      Object.keys(refused).forEach(function (key) { values[key] = null; });
      result = form.tool.compute(values);
    }
    form.wrong = Object.keys(form.fields).filter(function (key) {
      return has(form.store.drafts, key) || has(refused, key);
    });
    if (!form.checklist && form.wrong.length) { result = blank(result); }
    form.values = values;
    form.refused = refused;
    return result;
  }
  function blank(result) {
    return {
      outputs: {}, tables: {}, sentences: [],
      refusals: result.refusals.filter(function (refusal) { return refusal.kind === "missing" || isInput(refusal); })
    };
  }
  function paint(form, first) {
    var result = run(form);
    form.result = result;
    form.extra = form.checklist ? derive(form, result) : {};
    Object.keys(form.fields).forEach(function (key) { form.fields[key].judge(form.refused[key] || ""); });
    each(form.element, "[data-currency]", function (element) { say(element, form.currency()); });
    each(form.element, "output[name]", function (output) { paintOutput(form, output); });
    if (form.checklist) { paintChecklist(form); } else { paintCalculator(form); }
    paintSaved(form);
    if (!first) { announce(form); }
  }
  function valueOf(form, key) {
    var value = has(form.extra, key) ? form.extra[key] : form.result.outputs[key];
    return known(value) ? value : null;
  }
  function paintOutput(form, output) {
    var key = output.getAttribute("name"), value = valueOf(form, key);
    output.setAttribute("data-value", value === null ? "" : String(value));
    say(output, key === "critical" ? criticalText(form, value) : textOf(form, output, value));
  }
  function textOf(form, output, value) {
    var options = output.getAttribute("data-options"), key = output.getAttribute("name");
    if (value === null) { return form.extra[key + ".coverage"] > 0 ? form.words.na : form.words.none; }
    var labels = options ? JSON.parse(options) : {};
    if (has(labels, value)) { return labels[value]; }
    return format(value, output.getAttribute("data-format"), form.lang, form.currency());
  }
  function criticalText(form, value) {
    var count = value ? value.split(" ").length : 0;
    return count === 1 ? form.words.critical_one : fill(form.words[count ? "critical_many" : "critical_none"], { n: count });
  }
  function paintSaved(form) {
    var place = one(form.element, "[data-saved]"), time = form.store.time, words = form.words;
    if (!form.store.kept) { say(place, words.not_saved); return; }
    if (!time) { say(place, ""); return; }
    var moment = new Date(time), today = moment.toDateString() === new Date().toDateString();
    var shape = today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "long", year: "numeric" };
    say(place, fill(words[today ? "saved" : "saved_on"], { time: new Intl.DateTimeFormat(form.lang, shape).format(moment) }));
  }
  function announce(form) {
    clearTimeout(form.timer);
    form.timer = setTimeout(function () {
      var parts = form.checklist ? [spokenScore(form)] : [];
      if (!form.checklist) {
        each(form.element, ".tool-main output", function (output) {
          var label = document.getElementById(output.getAttribute("aria-labelledby"));
          if (output.getAttribute("data-value")) { parts.push(label.textContent + " " + output.textContent); }
        });
      }
      say(one(form.element, "[data-announce]"), parts.join(". "));
    }, 1200);
  }
  function spokenScore(form) {
    var score = valueOf(form, "score");
    return score === null ? "" : fill(form.words.announce_score, {
      score: format(score, "score", form.lang), coverage: format(valueOf(form, "coverage"), "score", form.lang)
    });
  }

  /* --- checklists ---------------------------------------------------------------------------------- */

  /* What a checklist shows beyond its outputs: coverage of each section and the critical points at their lowest. */
  function derive(form, result) {
    var extra = { critical: "" }, critical = [];
    Object.keys(result.tables).forEach(function (table) {
      var section = table.replace(/_/g, "-"), rows = result.tables[table];
      var keys = form.tool.inputs.map(function (input) { return input.key; }).filter(function (key) {
        return key.replace(/-\d+$/, "") === section;
      });
      var answered = rows.filter(function (row) { return row.answered; }).length;
      extra[section + ".coverage"] = rows.length ? answered / rows.length : null;
      rows.forEach(function (row, at) { if (row.alarm) { critical.push(keys[at]); } });
    });
    extra.critical = critical.join(" ");
    return extra;
  }
  function paintChecklist(form) {
    var critical = form.extra.critical.split(" "), coverage = valueOf(form, "coverage"), score = valueOf(form, "score");
    each(form.element, "[data-copy]", function (element) {
      var key = element.getAttribute("data-copy"), value = valueOf(form, key);
      say(element, value === null ? form.words.none : format(value, "score", form.lang));
    });
    each(form.element, "[data-progress]", function (bar) {
      bar.value = valueOf(form, bar.getAttribute("data-progress")) || 0;
    });
    each(form.element, "[data-provisional]", function (tag) { show(tag, score !== null && coverage < 1); });
    each(form.element, "[data-band]", function (advice) {
      show(advice, advice.getAttribute("data-band") === valueOf(form, "band"));
    });
    show(one(form.element, "[data-alarm]"), form.extra.critical !== "");
    each(form.element, "[data-critical]", function (item) {
      show(item, critical.indexOf(item.getAttribute("data-critical")) >= 0);
    });
    each(form.element, "[data-radar]", function (figure) { paintFigure(form, figure); });
  }
  function paintFigure(form, figure) {
    var points = [];
    each(figure, "[data-section-row]", function (row) {
      points.push({
        label: one(row, "th").textContent.trim(), value: valueOf(form, row.getAttribute("data-section-row"))
      });
    });
    say(one(figure, "[data-sentence]"), chartSentence(form, points));
    form.points = points;
    draw(form, one(figure, "[data-chart]"));
    if (!form.observer && window.ResizeObserver) {
      form.observer = new ResizeObserver(function () { draw(form, one(figure, "[data-chart]")); });
      form.observer.observe(figure);
    }
  }
  function chartSentence(form, points) {
    var scored = points.filter(function (point) { return point.value !== null; }), words = form.words;
    if (!scored.length) { return words.chart_none; }
    var sorted = scored.slice().sort(function (a, b) { return b.value - a.value; }), end = sorted[sorted.length - 1];
    var which = scored.length === 1 ? "chart_one" : sorted[0].value === end.value ? "chart_equal" : "chart_many";
    var text = fill(words[which], {
      best: sorted[0].label, best_score: format(sorted[0].value, "score", form.lang),
      worst: end.label, worst_score: format(end.value, "score", form.lang)
    });
    var missing = points.filter(function (point) { return point.value === null; });
    if (!missing.length) { return text; }
    return text + " " + fill(words.chart_na, { names: missing.map(function (point) { return point.label; }).join(", ") });
  }

  /* --- charts --------------------------------------------------------------------------------------- */

  function svg(parent, tag, attributes, text) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (known(text)) { element.textContent = text; }
    parent.appendChild(element);
    return element;
  }
  function draw(form, place) {
    var width = Math.round(Math.min(place.clientWidth, 640)), points = form.points;
    var any = points.some(function (point) { return point.value !== null; });
    var state = JSON.stringify([any && width, points]);
    if (form.drawn === state) { return; }
    form.drawn = state;
    place.textContent = "";
    if (!any || width < 60) { return; }
    var canvas = svg(place, "svg", { role: "img", "aria-label": form.words.chart_title });
    (points.length > 2 ? radar : bars)(form, canvas, width);
  }
  function frame(canvas, width, height) {
    canvas.setAttribute("viewBox", "0 0 " + width + " " + height);
    canvas.setAttribute("width", width);
    canvas.setAttribute("height", height);
  }
  function wrap(label, most) {
    return label.split(" ").reduce(function (lines, word) {
      var last = lines[lines.length - 1];
      if (last && (last + " " + word).length <= most) { lines[lines.length - 1] = last + " " + word; } else { lines.push(word); }
      return lines;
    }, []);
  }
  function radar(form, canvas, width) {
    var points = form.points, side = Math.max(80, width * 0.24), radius = Math.min(width / 2 - side, 150);
    var most = Math.floor((side + 8) / 6.6), x = width / 2, y = radius + 56;
    frame(canvas, width, Math.round(2 * y));
    function at(index, share) {
      var angle = 2 * Math.PI * index / points.length - Math.PI / 2;
      return [x + Math.cos(angle) * radius * share, y + Math.sin(angle) * radius * share].map(function (place) {
        return Math.round(place * 10) / 10;
      });
    }
    function ring(share) { return points.map(function (_, index) { return at(index, share).join(","); }).join(" "); }
    [0.25, 0.5, 0.75, 1].forEach(function (share) {
      svg(canvas, "polygon", { points: ring(share), class: "chart-grid" });
    });
    points.forEach(function (point, index) {
      var end = at(index, 1), axis = { x1: x, y1: y, x2: end[0], y2: end[1] };
      axis.class = point.value === null ? "chart-grid chart-none" : "chart-grid";
      svg(canvas, "line", axis);
    });
    var scored = points.map(function (point, index) { return point.value === null ? null : at(index, point.value); });
    svg(canvas, "polygon", { points: scored.filter(Boolean).join(" "), class: "chart-area" });
    scored.filter(Boolean).forEach(function (place) {
      svg(canvas, "circle", { cx: place[0], cy: place[1], r: 4.5, class: "chart-dot" });
    });
    points.forEach(function (point, index) { radarLabel(form, canvas, point, at(index, 1), [x, y], most, radius); });
  }
  function radarLabel(form, canvas, point, end, middle, most, radius) {
    var dx = (end[0] - middle[0]) / radius, dy = (end[1] - middle[1]) / radius;
    var upright = Math.abs(dx) < 0.2, lines = wrap(point.label, upright ? most * 2 : most);
    var text = svg(canvas, "text", {
      x: end[0] + dx * 12, y: end[1] + dy * 16 + (dy - 1) / 2 * (lines.length) * 15 + 8,
      "text-anchor": upright ? "middle" : dx < 0 ? "end" : "start", class: "chart-label"
    });
    lines.concat(scoreText(form, point)).forEach(function (line, row) {
      svg(text, "tspan", { x: end[0] + dx * 12, dy: row ? 15 : 0, class: row === lines.length ? "chart-score" : "" }, line);
    });
  }
  function scoreText(form, point) {
    return point.value === null ? form.words.unscored : format(point.value, "score", form.lang);
  }
  function bars(form, canvas, width) {
    frame(canvas, width, form.points.length * 52 + 8);
    form.points.forEach(function (point, index) {
      var top = index * 52, long = width - 70;
      svg(canvas, "text", { x: 0, y: top + 16, class: "chart-label" }, point.label);
      svg(canvas, "rect", { x: 0.5, y: top + 24.5, width: long, height: 16, class: "chart-grid" });
      svg(canvas, "rect", { x: 0.5, y: top + 24.5, width: long * (point.value || 0), height: 16, class: "chart-area" });
      svg(canvas, "text", { x: long + 10, y: top + 37, class: "chart-score" }, scoreText(form, point));
    });
  }

  /* --- calculators ---------------------------------------------------------------------------------- */

  function paintCalculator(form) {
    var refusals = form.result.refusals;
    function subjects(kind) {
      return refusals.filter(function (refusal) { return refusal.kind === kind; }).map(function (refusal) {
        return refusal.subject;
      });
    }
    paintMissing(form, subjects("missing"));
    var failed = subjects("check"), errors = subjects("error");
    each(form.element, "[data-check]", function (message) {
      show(message, failed.indexOf(message.getAttribute("data-check")) >= 0);
    });
    var message = one(form.element, "[data-errors]");
    var told = failed.length ? [] : errors.map(function (key) { return labelOf(form, key); }).filter(Boolean);
    say(message, told.length ? fill(form.words.error, { names: told.join(", ") }) : "");
    show(message, told.length > 0);
    paintSentence(form);
    each(form.element, "[data-table]", function (table) { paintTable(form, table); });
  }
  function labelOf(form, key) {
    var output = one(form.element, 'output[name="' + key + '"]');
    return output ? document.getElementById(output.getAttribute("aria-labelledby")).textContent : "";
  }
  /* Which fields still stand in the way of a result, as links that lead to them. */
  function paintMissing(form, missing) {
    var wrong = form.wrong.filter(function (key) { return form.fields[key].touched; });
    var blanks = missing.filter(function (key) { return form.wrong.indexOf(key) < 0 && form.fields[key]; });
    var place = one(form.element, "[data-missing]"), state = wrong.join() + "|" + blanks.join();
    show(place, state !== "|");
    if (place.getAttribute("data-state") === state) { return; }
    place.setAttribute("data-state", state);
    place.textContent = "";
    pointAt(form, place, form.words.correct, wrong);
    pointAt(form, place, form.words.missing, blanks);
  }
  function pointAt(form, place, words, keys) {
    if (!keys.length) { return; }
    if (place.firstChild) { place.appendChild(make("br")); }
    place.appendChild(document.createTextNode(words + " "));
    keys.forEach(function (key, index) {
      var label = one(form.element, '[data-field="' + key + '"] [data-label]');
      var control = one(form.element, '[data-field="' + key + '"] .tool-input');
      var link = make("a", label.firstChild.textContent.trim(), { href: "#" + control.id });
      link.addEventListener("click", function (event) { event.preventDefault(); form.fields[key].focus(); });
      if (index) { place.appendChild(document.createTextNode(", ")); }
      place.appendChild(link);
    });
  }
  function paintSentence(form) {
    var place = one(form.element, "[data-sentences]");
    if (!place) { return; }
    var texts = JSON.parse(place.getAttribute("data-sentences"));
    var formats = JSON.parse(place.getAttribute("data-formats"));
    var said = (form.result.sentences || []).map(function (index) { return spoken(form, texts[index], formats); });
    said = said.filter(Boolean)[0] || "";
    say(place, said);
    show(place, said !== "");
  }
  /* The sentence with its values written in; empty when one of them is withheld. */
  function spoken(form, text, formats) {
    var whole = true;
    var said = text.replace(/\{(\w+)\}/g, function (_, name) {
      var value = has(form.result.outputs, name) ? form.result.outputs[name] : inputValue(form, name);
      if (!known(value)) { whole = false; return ""; }
      var shape = formats[name];
      return shape && typeof shape === "object" ? shape[value] || value : format(value, shape, form.lang, form.currency());
    });
    return whole ? said : "";
  }
  function inputValue(form, key) {
    var input = form.tool.inputs.filter(function (item) { return item.key === key; })[0];
    return known(form.values[key]) ? form.values[key] : input ? input.default : null;
  }
  function paintTable(form, table) {
    var name = table.getAttribute("data-table"), rows = form.result.tables[name] || [], columns = [];
    var body = make("tbody"), old = one(table, "tbody");
    each(table, "thead th", function (head) {
      columns.push({ key: head.getAttribute("data-column"), format: head.getAttribute("data-format") });
    });
    rows.forEach(function (row) {
      var line = body.appendChild(make("tr"));
      columns.forEach(function (column, index) { line.appendChild(cell(form, row[column.key], column.format, !index)); });
    });
    old.parentNode.replaceChild(body, old);
    show(table.parentNode, rows.length > 0);
  }
  function cell(form, value, shape, heading) {
    var missing = !known(value), money = shape === "money" && typeof value === "number";
    var text = money ? amount(value, form.lang, form.currency()) : format(value, shape, form.lang, "");
    var attributes = { "data-value": missing ? "" : String(value) };
    if (heading) { attributes.scope = "row"; }
    if (shape !== "text") { attributes.class = "tool-num"; }
    return make(heading ? "th" : "td", text, attributes);
  }

  /* --- the page ------------------------------------------------------------------------------------- */

  function begin() { each(document, "form[data-tool]", start); }

  window.addEventListener("storage", function (event) {
    Object.keys(stores).forEach(function (tool) {
      if (event.key !== null && event.key !== "cerise:" + tool) { return; }
      load(stores[tool]).forms.forEach(function (form) { restore(form); schedule(form); });
    });
  });
  window.addEventListener("beforeprint", function () {
    each(document, ".tool details:not([open]):not(.tool-formulas)", function (details) {
      details.open = true;
      details.setAttribute("data-printed", "");
    });
  });
  window.addEventListener("afterprint", function () {
    each(document, ".tool details[data-printed]", function (details) {
      details.open = false;
      details.removeAttribute("data-printed");
    });
  });

  cerise.form = { begin: begin, parse: parse, format: format };
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", begin); } else { begin(); }
  if (window.document$ && window.document$.subscribe) { window.document$.subscribe(begin); }
})();
