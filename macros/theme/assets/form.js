/* Brings the forms of tools to life: reads what people type, computes, shows, and keeps answers on this device.
   A classic script without dependencies; it runs from a folder too. Every word it shows comes from the page. */
(() => {
  "use strict";

  var cerise = window.cerise = window.cerise || {};
  cerise.tools = cerise.tools || {};
  if (cerise.form) { return; }

  /* --- small helpers --- */

  function each(root, selector, act) { root.querySelectorAll(selector).forEach(act); }
  function one(root, selector) { return root.querySelector(selector); }
  function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }
  function known(value) { return value !== null && value !== undefined && value !== ""; }
  function data(element, name) { return element.getAttribute("data-" + name); }
  function say(element, text) { if (element && element.textContent !== text) { element.textContent = text; } }
  function show(element, visible) { if (element && element.hidden === visible) { element.hidden = !visible; } }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => has(values, name) ? values[name] : whole);
  }
  function make(tag, text, attributes) {
    var element = document.createElement(tag);
    if (known(text)) { element.textContent = text; }
    Object.keys(attributes || {}).forEach(name => { element.setAttribute(name, attributes[name]); });
    return element;
  }
  function json(element, name) { return JSON.parse(data(element, name)); }
  function lower(text) { return /^.[a-zß-ÿ\u2019]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text; }
  function shift(value, places) {
    var parts = String(value).split("e");
    return Number(parts[0] + "e" + (Number(parts[1] || 0) + places));
  }

  /* --- numbers, written: the same rules as macros/pages/numbers.py --- */

  function decimalsOf(shown, format) {
    var size = Math.abs(shown);
    if (format === "integer" || (format === "money" && size >= 100)) { return 0; }
    if (format === "money" || !size || size >= 1) { return 2; }
    return Math.min(8, 2 - Math.floor(Math.log10(size)));
  }
  var writers = {}, decimals = {};

  function cents(currency) {
    if (!has(decimals, currency)) { decimals[currency] = centsOf(currency); }
    return decimals[currency];
  }
  function centsOf(currency) {
    if (/[€$£]/.test(currency)) { return 2; }
    if (!/^[A-Z]{3}$/.test(currency)) { return 0; }
    try {
      return new Intl.NumberFormat("en", { style: "currency", currency })
        .resolvedOptions().maximumFractionDigits;
    } catch (error) { return 0; }
  }
  /* Making a writer takes fifty times as long as using it, so each is kept. */
  function writer(lang, style, least, most) {
    var key = [lang, style, least, most].join();
    writers[key] = writers[key] || new Intl.NumberFormat(lang, {
      style, minimumFractionDigits: least, maximumFractionDigits: most
    });
    return writers[key];
  }
  function write(value, lang, style, least, most) {
    var text = writer(lang, style, least, most).format(value);
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

  /* --- numbers, typed --- */

  /* {value}, {problem}, or {readings: [one, other]} when the text can be read in two ways. Blank is null. */
  function parse(typed, lang, percent) {
    var text = typed.replace(/\s+/g, " ").trim().replace(/\u2212/g, "-").replace(/[\u2019\u02bc]/g, "'");
    if (percent) { text = text.replace(/ ?%$/, ""); }
    if (typed.trim() === "") { return { value: null }; }
    var found = /^([+-]?) ?([\d .,']*\d[.,]?)$/.exec(text);
    if (!found || !/^[\d.,]/.test(found[2])) { return { problem: "not_number" }; }
    return read(found[2], lang, digits => {
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
    if (marks.every(mark => mark === last)) {
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

  /* --- answers: one store a tool, shared by its forms, kept on this device --- */

  var stores = {};

  function storeOf(tool) {
    if (!stores[tool]) { stores[tool] = load({ tool, forms: [], kept: true }); }
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

  /* --- fields: each reads its controls and writes a stored answer back --- */

  /* Every control below `root` becomes a field of the form. */
  function fieldsIn(form, root) {
    var found = {};
    each(root, "[name]:not(output)", control => {
      if (has(form.inputs, control.name)) { (found[control.name] = found[control.name] || []).push(control); }
    });
    Object.keys(found).forEach(key => { form.fields[key] = fieldOf(form, form.inputs[key], found[key]); });
  }
  function fieldOf(form, input, named) {
    var first = named[0], make = input.kind === "text" ? text : first.type === "radio" ? radios : number;
    var field = (first.tagName === "SELECT" ? list : make)(form, input, named), at = input.key.split(".");
    field.key = input.key;
    field.control = first;
    field.grid = at.length > 1 ? form.grids[at[0]] : null;
    field.row = Number(at[1]);
    field.label = () => {
      var name = one(form.element, '[data-field="' + input.key + '"] [data-label]').firstChild.textContent.trim();
      return field.grid ? fill(form.words.cell, { row: field.row + 1, column: lower(name) }) : name;
    };
    field.focus = () => { open(first); first.focus(); };
    return field;
  }
  function text(form, input, named) {
    return {
      read: () => { return { value: named[0].value.trim() || null }; },
      write: value => { named[0].value = known(value) ? String(value) : ""; },
      judge: () => {}
    };
  }
  function radios(form, input, buttons) {
    var clear = one(form.element, '[data-clear="' + input.key + '"]');
    var field = {
      read: () => {
        var chosen = Array.from(buttons).find(button => button.checked);
        return { value: chosen ? chosen.value : null };
      },
      write: value => {
        buttons.forEach(button => { button.checked = button.value === value; });
        field.mark();
      },
      mark: () => { show(clear, known(field.read().value)); },
      judge: () => {}
    };
    if (clear) {
      clear.addEventListener("click", () => {
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
      read: () => { return { value: named[0].value || null }; },
      write: value => { named[0].value = known(value) ? value : first; },
      judge: () => {}
    };
  }
  function number(form, input, named) {
    var box = named[0], kind = data(box, "format"), percent = kind === "percent";
    var none = one(form.element, '[name="' + input.key + '.na"]');
    var error = document.getElementById(box.id + "-error"), echo = document.getElementById(box.id + "-echo");
    var field = { touched: false };
    field.read = () => {
      if (none && none.checked) { return { value: "na" }; }
      var result = parse(box.value, form.lang, percent);
      return has(result, "value") ? result : { value: null, draft: box.value, result };
    };
    field.text = value => format(percent ? shift(value, 2) : value, "exact", form.lang);
    field.write = (value, draft) => {
      if (none) { none.checked = value === "na"; }
      box.value = known(draft) ? draft : typeof value === "number" ? field.text(value) : "";
      field.touched = known(draft) || known(value);
    };
    /* A cell has no room for an echo: what was read is written back into it. */
    field.left = value => { if (field.grid && typeof value === "number") { box.value = field.text(value); } };
    field.typed = target => {
      if (target === none && none.checked) { box.value = ""; }
      if (target === box && none) { none.checked = false; }
    };
    field.example = () => format(input.whole ? 1234 : 1234.5, "exact", form.lang);
    field.judge = refused => {
      var seen = [box.value, none && none.checked, refused, field.touched, form.currency()].join("|");
      if (field.seen === seen) { return; }
      field.seen = seen;
      judge(refused);
    };
    function judge(refused) {
      var state = field.read(), problem = state.result || {}, blank = refused === "fill_in";
      var words = problem.problem ? form.words[problem.problem] : refused && known(state.value) !== blank ? form.words[refused] : "";
      var bound = box.getAttribute("data-" + refused) || "";
      var wrong = (field.touched || blank) && Boolean(words || problem.readings);
      say(echo, field.touched && typeof state.value === "number" ? echoed(state.value) : "");
      if (wrong) { box.setAttribute("aria-invalid", "true"); } else { box.removeAttribute("aria-invalid"); }
      show(error, wrong);
      if (wrong && problem.readings) { ask(problem.readings); } else {
        field.asked = "";
        say(error, wrong ? told(fill(words, { example: field.example(), bound })) : "");
      }
    }
    function told(message) {
      return field.grid ? fill(form.words.cell_says, { cell: field.label(), message: lower(message) }) : message;
    }
    function echoed(value) {
      var shown = field.text(value) + (percent ? (form.lang === "fr" ? "\u202f%" : "%") : "");
      return fill(form.words.read_as, { value: kind === "money" && form.currency() ? shown + "\u00a0" + form.currency() : shown });
    }
    function ask(readings) {
      if (field.asked === box.value) { return; }
      field.asked = box.value;
      error.textContent = told(fill(form.words.ambiguous, { typed: box.value.trim() })) + " ";
      readings.forEach(reading => {
        var button = make("button", field.text(reading), { type: "button", class: "tool-button" });
        button.addEventListener("click", () => {
          box.value = field.text(reading);
          field.touched = true;
          box.focus();
          form.took(field);
        });
        error.appendChild(button);
        error.append(" ");
      });
    }
    return field;
  }
  function open(element) {
    for (var up = element.parentElement; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
  }

  /* --- one form --- */

  function start(element) {
    var id = data(element, "tool"), tool = cerise.tools[id];
    if (!tool || element.classList.contains("is-live")) { return; }
    var form = {
      element, tool, store: storeOf(id), fields: {},
      lang: data(element, "lang"), section: data(element, "section"),
      checklist: element.classList.contains("tool-checklist"),
      words: json(element, "words"), formats: json(element, "formats") || {}, inputs: {}, grids: {}, tables: [], jobs: []
    };
    var currency = one(element, 'input[name="currency"]'), usual = currency ? currency.value : "";
    form.currency = () => currency ? currency.value.trim() : "";
    form.took = field => { take(form, field); };
    tool.inputs.forEach((input, at) => { form.inputs[input.key] = input; input.at = at; });
    gridsOf(form);
    fieldsIn(form, element);
    each(element, "[data-table]", table => { form.tables.push(tableOf(table)); });
    form.writeCurrency = () => {
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
    element.addEventListener("submit", event => { event.preventDefault(); });
    element.addEventListener("input", event => { typed(form, event.target, false); });
    element.addEventListener("change", event => { typed(form, event.target, true); });
    element.addEventListener("paste", event => { paste(form, event); });
    element.addEventListener("click", event => {
      var button = event.target.closest("button");
      if (!button) { return; }
      var action = data(button, "action"), grid = gridAround(form, button);
      if (button.hasAttribute("data-example")) { example(form, json(button, "example")); }
      if (action === "clear") { clear(form); }
      if (action === "undo") { undo(form, button.parentNode); }
      if (action === "print") { window.print(); }
      if (action === "add-row") { addRow(form, grid); }
      if (action === "remove-row") { removeRow(form, grid, Number(data(button.closest("[data-row]"), "row"))); }
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
    if (finished && field.left) { field.left(field.read().value); }
    take(form, field);
  }
  function take(form, field) {
    var state = field.read();
    put(form.store.answers, field.key, state.value);
    put(form.store.drafts, field.key, state.draft);
    if (field.mark) { field.mark(); }
    if (field.grid) { fit(form, field.grid, true); }
    tell(form, null, "");
    changed(form);
  }
  function changed(form) {
    save(form.store);
    form.store.forms.forEach(other => {
      if (other !== form) { restore(other); }
      schedule(other);
    });
  }
  function schedule(form) {
    if (form.scheduled) { return; }
    form.scheduled = true;
    requestAnimationFrame(() => { form.scheduled = false; paint(form, false); });
  }
  function restore(form) {
    var store = form.store;
    Object.keys(form.grids).forEach(key => { fit(form, form.grids[key], false); });
    Object.keys(form.fields).forEach(key => {
      form.fields[key].write(has(store.answers, key) ? store.answers[key] : null, store.drafts[key]);
    });
    form.writeCurrency();
  }

  /* --- clear, undo, examples --- */

  /* What just happened, in the bar where it was asked for, with the button that takes it back. */
  function tell(form, bar, message, final) {
    each(form.element, "[data-note]", note => { say(note, note.parentNode === bar ? message : ""); });
    each(form.element, '[data-action="undo"]', button => { show(button, button.parentNode === bar && !final); });
  }
  function barOf(form, grid) { return one(grid ? grid.element : one(form.element, ".tool-result"), ".tool-bar"); }
  function replace(form, answers, drafts, bar, message, final) {
    form.before = { answers: form.store.answers, drafts: form.store.drafts };
    form.store.answers = answers;
    form.store.drafts = drafts;
    restore(form);
    changed(form);
    tell(form, bar, message, final);
  }
  function clear(form) {
    var answers = form.section ? copy(form.store.answers) : {}, drafts = form.section ? copy(form.store.drafts) : {};
    Object.keys(form.fields).forEach(key => { delete answers[key]; delete drafts[key]; });
    put(answers, "currency", form.store.answers.currency);
    Object.keys(form.grids).forEach(key => { form.grids[key].asked = 0; });
    replace(form, answers, drafts, barOf(form), form.words.cleared);
    one(barOf(form), '[data-action="undo"]').focus();
  }
  function undo(form, bar) {
    replace(form, form.before.answers, form.before.drafts, bar, form.words.restored, true);
    one(bar, "button:not([hidden])").focus();
  }
  function example(form, inputs) {
    var answers = {};
    put(answers, "currency", form.store.answers.currency);
    Object.keys(inputs).forEach(key => {
      if (!Array.isArray(inputs[key])) { put(answers, key, inputs[key]); return; }
      inputs[key].forEach((line, row) => {
        Object.keys(line).forEach(column => { put(answers, [key, row, column].join("."), line[column]); });
      });
    });
    Object.keys(form.grids).forEach(key => { form.grids[key].asked = 0; });
    replace(form, answers, {}, barOf(form), form.words.example_shown);
    var result = one(form.element, ".tool-result");
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: "nearest" });
  }

  /* --- tables that people fill in --- */

  /* A copy of the first row gives every row that is added. */
  function gridsOf(form) {
    (form.tool.grids || []).forEach(shape => {
      var element = one(form.element, '[data-grid="' + shape.key + '"]');
      if (!element) { return; }
      var rows = element.querySelectorAll("[data-row]");
      form.grids[shape.key] = {
        shape, element, table: rows[0].parentNode, blank: rows[0].cloneNode(true),
        least: rows.length, count: rows.length, asked: 0
      };
    });
  }
  function gridAround(form, element) {
    var around = element.closest("[data-grid]");
    return around && form.grids[data(around, "grid")];
  }
  function rowOf(grid, row) { return one(grid.element, '[data-row="' + row + '"]'); }
  function cellOf(grid, row, column) { return [grid.shape.key, row, column].join("."); }
  function firstOf(form, grid, row) { return form.fields[cellOf(grid, row, grid.shape.columns[0])]; }
  function isUsed(form, grid, row) {
    return grid.shape.columns.some(column => {
      var key = cellOf(grid, row, column);
      return known(form.store.answers[key]) || known(form.store.drafts[key]);
    });
  }
  /* As many rows as the answers need, with a blank one below them; rows asked for stay. */
  function fit(form, grid, keep) {
    var last = grid.shape.height - 1, row;
    while (last >= 0 && !isUsed(form, grid, last)) { last -= 1; }
    var needed = Math.min(grid.shape.height, Math.max(grid.least, last + 2));
    var wanted = Math.max(needed, grid.asked, keep ? grid.count : 0);
    while (grid.count < wanted) { appendRow(form, grid); }
    while (grid.count > wanted) { dropRow(form, grid); }
    for (row = 0; row < grid.count; row++) {
      rowOf(grid, row).classList.toggle("is-blank", row > last);
      show(one(rowOf(grid, row), '[data-action="remove-row"]'), row <= last || grid.count > needed);
    }
    show(one(grid.element, '[data-action="add-row"]'), grid.count < grid.shape.height);
  }
  function appendRow(form, grid) {
    var row = grid.blank.cloneNode(true), number = grid.count, from = cellOf(grid, 0, ""), to = cellOf(grid, number, "");
    row.setAttribute("data-row", number);
    each(row, "*", element => {
      Array.from(element.attributes).forEach(attribute => {
        if (attribute.value.includes(from)) { attribute.value = attribute.value.split(from).join(to); }
      });
    });
    each(row, "[data-row-number]", place => { say(place, String(number + 1)); });
    each(row, "[data-currency]", place => { say(place, form.currency()); });
    grid.table.appendChild(row);
    grid.count += 1;
    fieldsIn(form, row);
  }
  function dropRow(form, grid) {
    grid.count -= 1;
    grid.shape.columns.forEach(column => { delete form.fields[cellOf(grid, grid.count, column)]; });
    rowOf(grid, grid.count).remove();
  }
  function addRow(form, grid) {
    grid.asked = grid.count + 1;
    fit(form, grid, true);
    firstOf(form, grid, grid.count - 1).focus();
  }
  /* The rows below move up; the focus stays at the place. */
  function removeRow(form, grid, gone) {
    var answers = copy(form.store.answers), drafts = copy(form.store.drafts);
    for (var row = gone; row < grid.shape.height; row++) { moveUp(grid, row, answers, drafts); }
    grid.asked = Math.min(grid.asked, grid.count - 1);
    replace(form, answers, drafts, barOf(form, grid), fill(form.words.row_removed, { n: gone + 1 }));
    var next = Math.min(gone, grid.count - 1), button = one(rowOf(grid, next), '[data-action="remove-row"]');
    (button.hidden ? firstOf(form, grid, next) : button).focus();
  }
  function moveUp(grid, row, answers, drafts) {
    grid.shape.columns.forEach(column => {
      var from = cellOf(grid, row + 1, column), to = cellOf(grid, row, column);
      put(answers, to, answers[from]);
      put(drafts, to, drafts[from]);
    });
  }

  /* --- pasting from a spreadsheet --- */

  /* Lines of cells; a cell with a line break or a quote stands in quotes. */
  function cellsOf(pasted, mark) {
    var lines = [[]], cells = new RegExp('("(?:[^"]|"")*"|[^' + mark + '\\n]*)(' + mark + '|\\n)', "g");
    (pasted.replace(/\r\n?/g, "\n") + "\n").replace(cells, (_, cell, end) => {
      var quoted = /^"[^]*"$/.test(cell);
      lines[lines.length - 1].push((quoted ? cell.slice(1, -1).replace(/""/g, '"') : cell).replace(/\s+/g, " ").trim());
      if (end === "\n") { lines.push([]); }
    });
    return lines.filter(line => line.some(Boolean));
  }
  function paste(form, event) {
    var field = form.fields[event.target.name], pasted = event.clipboardData.getData("text/plain");
    if (!field || !field.grid) { return; }
    var lines = cellsOf(pasted, pasted.includes("\t") ? "\t" : ";"), words = form.inputs[field.key].kind === "text";
    if (lines.length < 2 && (!(lines[0] || [])[1] || words && !pasted.includes("\t"))) { return; }
    event.preventDefault();
    spread(form, field.grid, field, lines);
  }
  function spread(form, grid, field, lines) {
    var answers = copy(form.store.answers), drafts = copy(form.store.drafts), words = form.words;
    var at = grid.shape.columns.indexOf(field.key.split(".")[2]), room = grid.shape.height - field.row;
    var columns = grid.shape.columns.slice(at), kinds = columns.map(column => form.inputs[cellOf(grid, 0, column)].kind);
    var titles = lines.length > 1 && isTitles(lines[0], kinds), told = titles ? [words.left_titles] : [];
    if (titles) { lines.shift(); }
    lines.slice(0, room).forEach((line, row) => {
      line.slice(0, columns.length).forEach((typed, at) => {
        var key = cellOf(grid, field.row + row, columns[at]);
        var result = kinds[at] === "text" ? { value: typed } : parse(typed, form.lang, kinds[at] === "percent");
        put(answers, key, result.value);
        put(drafts, key, has(result, "value") ? null : typed);
      });
    });
    told.unshift(fill(words.pasted, { n: Math.min(lines.length, room) }));
    if (lines.length > room) { told.push(fill(words.left_rows, { n: lines.length - room, most: grid.shape.height })); }
    var wide = Math.max(...lines.map(line => line.length)) - columns.length;
    if (wide > 0) { told.push(fill(words.left_columns, { n: wide })); }
    replace(form, answers, drafts, barOf(form, grid), told.join(" "));
  }
  /* No number in the line, though a column expects one. */
  function isTitles(line, kinds) {
    return line.some((cell, at) => cell && kinds[at] && kinds[at] !== "text") && !line.some(cell => /^\W*\d/.test(cell));
  }

  /* --- compute and show --- */

  function valuesOf(form) {
    var values = {};
    form.tool.inputs.forEach(input => {
      var value = form.store.answers[input.key];
      var stale = typeof value === "string" && input.kind !== "text" && !input.options.includes(value);
      values[input.key] = known(value) && !stale ? value : null;
    });
    return values;
  }
  function isInput(refusal) { return !["check", "error", "missing"].includes(refusal.kind); }
  function run(form) {
    var values = valuesOf(form), result = form.tool.compute(values), refused = {};
    result.refusals.filter(isInput).forEach(refusal => { refused[refusal.subject] = refusal.kind; });
    if (form.checklist && Object.keys(refused).length) {
      Object.keys(refused).forEach(key => { values[key] = null; });
      result = form.tool.compute(values);
    }
    form.wrong = Object.keys(form.fields).filter(key => {
      return has(form.store.drafts, key) || has(refused, key);
    });
    if (!form.checklist && form.wrong.length) { result = blank(result); }
    form.values = values;
    form.refused = refused;
    passedBy(form, result);
    return result;
  }
  /* Cells still to fill on a row that has gone on without them. */
  function passedBy(form, result) {
    var last = {};
    Object.keys(form.fields).forEach(key => {
      var grid = form.fields[key].grid;
      if (grid && (known(form.store.answers[key]) || has(form.store.drafts, key))) {
        last[grid.shape.key] = Math.max(last[grid.shape.key] || 0, form.inputs[key].at);
      }
    });
    result.refusals.forEach(refusal => {
      var field = form.fields[refusal.subject];
      if (refusal.kind !== "missing" || !field || !field.grid || has(form.store.drafts, field.key)) { return; }
      if (form.inputs[field.key].at < last[field.grid.shape.key]) { form.refused[field.key] = "fill_in"; }
    });
  }
  function blank(result) {
    return {
      outputs: {}, tables: {}, sentences: [],
      refusals: result.refusals.filter(refusal => refusal.kind === "missing" || isInput(refusal))
    };
  }
  function paint(form, first) {
    var result = run(form);
    form.result = result;
    form.extra = form.checklist ? derive(form, result) : {};
    Object.keys(form.fields).forEach(key => { form.fields[key].judge(form.refused[key] || ""); });
    each(form.element, "[data-currency]", element => { say(element, form.currency()); });
    each(form.element, "output[name]", output => { paintOutput(form, output); });
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
    var options = data(output, "options"), key = output.getAttribute("name");
    if (value === null) { return form.extra[key + ".coverage"] > 0 ? form.words.na : form.words.none; }
    var labels = options ? JSON.parse(options) : {};
    if (has(labels, value)) { return labels[value]; }
    return format(value, data(output, "format"), form.lang, form.currency());
  }
  function criticalText(form, value) {
    var count = value ? value.split(" ").length : 0;
    return count === 1 ? form.words.critical_one : fill(form.words[count ? "critical_many" : "critical_none"], { n: count });
  }
  function paintSaved(form) {
    var place = one(form.element, "[data-saved]"), time = form.store.time, words = form.words;
    if (!form.store.kept) { say(place, words.not_saved); return; }
    if (!time) { say(place, ""); return; }
    if (place.textContent && form.saved === time.slice(0, 16)) { return; }
    form.saved = time.slice(0, 16);
    var moment = new Date(time), today = moment.toDateString() === new Date().toDateString();
    var shape = today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "long", year: "numeric" };
    say(place, fill(words[today ? "saved" : "saved_on"], { time: new Intl.DateTimeFormat(form.lang, shape).format(moment) }));
  }
  function announce(form) {
    clearTimeout(form.timer);
    form.timer = setTimeout(() => {
      var parts = form.checklist ? [spokenScore(form)] : [];
      each(form.element, ".tool-calculator .tool-main output:not([data-value=''])", output => {
        parts.push(labelOf(form, output.name) + " " + output.textContent);
      });
      say(one(form.element, "[data-announce]"), parts.join(". "));
    }, 1200);
  }
  function spokenScore(form) {
    var score = valueOf(form, "score");
    return score === null ? "" : fill(form.words.announce_score, {
      score: format(score, "score", form.lang), coverage: format(valueOf(form, "coverage"), "score", form.lang)
    });
  }

  /* --- checklists --- */

  /* What a checklist shows beyond its outputs: coverage of each section and the critical points at their lowest. */
  function derive(form, result) {
    var extra = { critical: "" }, critical = [];
    Object.keys(result.tables).forEach(table => {
      var section = table.replace(/_/g, "-"), rows = result.tables[table];
      var keys = form.tool.inputs.map(input => input.key).filter(key => {
        return key.replace(/-\d+$/, "") === section;
      });
      var answered = rows.filter(row => row.answered).length;
      extra[section + ".coverage"] = rows.length ? answered / rows.length : null;
      rows.forEach((row, at) => { if (row.alarm) { critical.push(keys[at]); } });
    });
    extra.critical = critical.join(" ");
    return extra;
  }
  function paintChecklist(form) {
    var critical = form.extra.critical.split(" "), coverage = valueOf(form, "coverage"), score = valueOf(form, "score");
    each(form.element, "[data-copy]", element => {
      var key = data(element, "copy"), value = valueOf(form, key);
      say(element, value === null ? form.words.none : format(value, "score", form.lang));
    });
    each(form.element, "[data-progress]", bar => {
      bar.value = valueOf(form, data(bar, "progress")) || 0;
    });
    each(form.element, "[data-provisional]", tag => { show(tag, score !== null && coverage < 1); });
    each(form.element, "[data-band]", advice => {
      show(advice, data(advice, "band") === valueOf(form, "band"));
    });
    show(one(form.element, "[data-alarm]"), form.extra.critical !== "");
    each(form.element, "[data-critical]", item => {
      show(item, critical.includes(data(item, "critical")));
    });
    each(form.element, "[data-radar]", figure => { paintFigure(form, figure); });
  }
  function paintFigure(form, figure) {
    var points = [];
    each(figure, "[data-section-row]", row => {
      points.push({
        label: one(row, "th").textContent.trim(), value: valueOf(form, data(row, "section-row"))
      });
    });
    say(one(figure, "[data-sentence]"), chartSentence(form, points));
    form.points = points;
    draw(form, one(figure, "[data-chart]"));
    follow(form, figure, () => draw(form, one(figure, "[data-chart]")));
  }
  function follow(owner, figure, act) {
    if (owner.observer || !window.ResizeObserver) { return; }
    owner.observer = new ResizeObserver(act);
    owner.observer.observe(figure);
  }
  function chartSentence(form, points) {
    var scored = points.filter(point => point.value !== null), words = form.words;
    if (!scored.length) { return words.chart_none; }
    var sorted = scored.slice().sort((a, b) => b.value - a.value), end = sorted[sorted.length - 1];
    var which = scored.length === 1 ? "chart_one" : sorted[0].value === end.value ? "chart_equal" : "chart_many";
    var text = fill(words[which], {
      best: sorted[0].label, best_score: format(sorted[0].value, "score", form.lang),
      worst: end.label, worst_score: format(end.value, "score", form.lang)
    });
    var missing = points.filter(point => point.value === null);
    if (!missing.length) { return text; }
    return text + " " + fill(words.chart_na, { names: missing.map(point => point.label).join(", ") });
  }

  /* --- charts --- */

  function svg(parent, tag, attributes, text) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.keys(attributes).forEach(name => { element.setAttribute(name, attributes[name]); });
    if (known(text)) { element.textContent = text; }
    parent.appendChild(element);
    return element;
  }
  function draw(form, place) {
    var width = Math.round(Math.min(place.clientWidth, 640)), points = form.points;
    var any = points.some(point => point.value !== null);
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
    return label.split(" ").reduce((lines, word) => {
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
      return [x + Math.cos(angle) * radius * share, y + Math.sin(angle) * radius * share].map(place => {
        return Math.round(place * 10) / 10;
      });
    }
    function ring(share) { return points.map((_, index) => at(index, share).join(",")).join(" "); }
    [0.25, 0.5, 0.75, 1].forEach(share => {
      svg(canvas, "polygon", { points: ring(share), class: "chart-grid" });
    });
    points.forEach((point, index) => {
      var end = at(index, 1), axis = { x1: x, y1: y, x2: end[0], y2: end[1] };
      axis.class = point.value === null ? "chart-grid chart-none" : "chart-grid";
      svg(canvas, "line", axis);
    });
    var scored = points.map((point, index) => point.value === null ? null : at(index, point.value));
    svg(canvas, "polygon", { points: scored.filter(Boolean).join(" "), class: "chart-area" });
    scored.filter(Boolean).forEach(place => {
      svg(canvas, "circle", { cx: place[0], cy: place[1], r: 4.5, class: "chart-dot" });
    });
    points.forEach((point, index) => { radarLabel(form, canvas, point, at(index, 1), [x, y], most, radius); });
  }
  function radarLabel(form, canvas, point, end, middle, most, radius) {
    var dx = (end[0] - middle[0]) / radius, dy = (end[1] - middle[1]) / radius;
    var upright = Math.abs(dx) < 0.2, lines = wrap(point.label, upright ? most * 2 : most);
    var text = svg(canvas, "text", {
      x: end[0] + dx * 12, y: end[1] + dy * 16 + (dy - 1) / 2 * (lines.length) * 15 + 8,
      "text-anchor": upright ? "middle" : dx < 0 ? "end" : "start", class: "chart-label"
    });
    lines.concat(scoreText(form, point)).forEach((line, row) => {
      svg(text, "tspan", { x: end[0] + dx * 12, dy: row ? 15 : 0, class: row === lines.length ? "chart-score" : "" }, line);
    });
  }
  function scoreText(form, point) {
    return point.value === null ? form.words.unscored : format(point.value, "score", form.lang);
  }
  function bars(form, canvas, width) {
    frame(canvas, width, form.points.length * 52 + 8);
    form.points.forEach((point, index) => {
      var top = index * 52, long = width - 70;
      svg(canvas, "text", { x: 0, y: top + 16, class: "chart-label" }, point.label);
      svg(canvas, "rect", { x: 0.5, y: top + 24.5, width: long, height: 16, class: "chart-grid" });
      svg(canvas, "rect", { x: 0.5, y: top + 24.5, width: long * (point.value || 0), height: 16, class: "chart-area" });
      svg(canvas, "text", { x: long + 10, y: top + 37, class: "chart-score" }, scoreText(form, point));
    });
  }

  /* --- calculators --- */

  function paintCalculator(form) {
    var refusals = form.result.refusals;
    function subjects(kind) { return refusals.filter(refusal => refusal.kind === kind).map(refusal => refusal.subject); }
    paintMissing(form, subjects("missing"));
    var failed = subjects("check"), errors = subjects("error");
    each(form.element, "[data-check]", message => {
      show(message, failed.includes(data(message, "check")));
    });
    var message = one(form.element, "[data-errors]");
    var told = failed.length ? [] : errors.map(key => labelOf(form, key)).filter(Boolean);
    say(message, told.length ? fill(form.words.error, { names: told.join(", ") }) : "");
    show(message, told.length > 0);
    paintSentence(form);
    form.jobs = [];
    each(form.element, "[data-plot]", figure => { paintPlot(form, figure); });
    form.tables.forEach(view => { paintTable(form, view); });
    work(form, 4);
    form.element.classList.toggle("has-result", Object.values(form.result.outputs).some(known));
  }
  /* Charts, then the rows of tables, as far as `time` (ms) goes and on in the next frame: the typing never waits. */
  function work(form, time) {
    var end = performance.now() + time;
    cancelAnimationFrame(form.later);
    while (form.jobs.length && performance.now() < end) { form.jobs.shift()(); }
    if (form.jobs.length) { form.later = requestAnimationFrame(() => work(form, time)); }
  }
  function labelOf(form, key) {
    var output = one(form.element, 'output[name="' + key + '"]');
    var caption = one(form.element, '[data-table="' + key + '"] caption');
    return output ? document.getElementById(output.getAttribute("aria-labelledby")).textContent
      : caption ? caption.textContent : "";
  }
  var MENTIONED = 6;

  /* Which fields still stand in the way of a result, as links that lead to them. */
  function paintMissing(form, missing) {
    var wrong = form.wrong.filter(key => form.fields[key].touched);
    var blanks = missing.filter(key => !form.wrong.includes(key) && form.fields[key]);
    var place = one(form.element, "[data-missing]"), state = wrong.join() + "|" + blanks.join();
    show(place, state !== "|");
    if (data(place, "state") === state) { return; }
    place.setAttribute("data-state", state);
    place.textContent = "";
    pointAt(form, place, form.words.correct, wrong);
    pointAt(form, place, form.words.missing, blanks);
  }
  function pointAt(form, place, words, keys) {
    if (!keys.length) { return; }
    if (place.firstChild) { place.appendChild(make("br")); }
    place.append(words + " ");
    var cells = keys.some(key => form.fields[key].grid);
    keys.slice(0, MENTIONED).forEach((key, index) => {
      var field = form.fields[key], link = make("a", field.label(), { href: "#" + field.control.id });
      link.addEventListener("click", event => { event.preventDefault(); form.fields[key].focus(); });
      if (index) { place.append(cells ? form.words.between : ", "); }
      place.appendChild(link);
    });
    if (keys.length > MENTIONED) {
      place.append(" " + fill(form.words.more, { n: keys.length - MENTIONED }));
    }
  }
  function paintSentence(form) {
    var place = one(form.element, "[data-sentences]");
    if (!place) { return; }
    var texts = json(place, "sentences");
    var said = (form.result.sentences || []).map(index => spoken(form, texts[index]));
    said = said.find(Boolean) || "";
    say(place, said);
    show(place, said !== "");
  }
  /* The sentence with its values written in; empty when one of them is withheld. */
  function spoken(form, text) {
    var whole = true;
    var said = text.replace(/\{(\w+)\}/g, (_, name) => {
      var value = has(form.result.outputs, name) ? form.result.outputs[name] : inputValue(form, name);
      if (!known(value)) { whole = false; return ""; }
      var shape = form.formats[name];
      return shape && typeof shape === "object" ? shape[value] || value : format(value, shape, form.lang, form.currency());
    });
    return whole ? said : "";
  }
  function inputValue(form, key) {
    var input = form.inputs[key];
    return known(form.values[key]) ? form.values[key] : input ? input.default : null;
  }
  function tableOf(table) {
    var view = {
      name: data(table, "table"), names: data(table, "names"),
      box: table.parentNode, body: one(table, "tbody"), columns: [], lines: []
    };
    each(table, "thead th", head => {
      view.columns.push({ key: data(head, "column"), format: data(head, "format") });
    });
    return view;
  }
  function paintTable(form, view) {
    var rows = form.result.tables[view.name] || [], places = cents(form.currency());
    while (view.lines.length > rows.length) { view.lines.pop().element.remove(); }
    show(view.box, rows.length > 0);
    rows.forEach((row, at) => { form.jobs.push(() => paintRow(form, view, at, row, places)); });
  }
  function paintRow(form, view, at, row, places) {
    view.lines[at] = view.lines[at] || lineOf(view);
    view.columns.forEach((column, index) => {
      var name = view.names && !index ? nameOf(form, view.names, at) : "";
      paintCell(form, view.lines[at].cells[index], row[column.key], column.format, places, name);
    });
  }
  function lineOf(view) {
    var line = view.body.appendChild(make("tr"));
    return {
      element: line,
      cells: view.columns.map((column, index) => {
        var words = column.format === "text" || view.names && !index, attributes = words ? {} : { class: "tool-num" };
        if (!index) { attributes.scope = "row"; }
        var element = line.appendChild(make(index ? "td" : "th", " ", attributes));
        return { element, text: element.firstChild };
      })
    };
  }
  function paintCell(form, cell, value, shape, places, name) {
    if (cell.value === value && cell.name === name && cell.places === places) { return; }
    var money = shape === "money" && typeof value === "number";
    var text = money ? amount(value, form.lang, form.currency()) : format(value, shape, form.lang, "");
    cell.value = value;
    cell.name = name;
    cell.places = places;
    cell.element.setAttribute("data-value", known(value) ? value : "");
    cell.text.data = name ? text + ". " + name : text;
  }
  /* What people called row `at`, in the column `names` of a table they filled in. */
  function nameOf(form, names, at) {
    return form.store.answers[names.replace(".", "." + at + ".")] || "";
  }

  /* --- charts of calculators --- */

  function paintPlot(form, figure) {
    var plot = figure.plot = figure.plot || json(figure, "plot");
    var place = one(figure, "[data-chart]"), rows = form.result.tables[plot.table] || [];
    plot.points = rows.map((row, at) => {
      return {
        x: row[plot.x.key], name: plot.names ? nameOf(form, plot.names, at) : "",
        y: plot.y.map(series => row[series.key])
      };
    });
    var any = plot.points.some(point => point.y.some(known)), caption = one(figure, "[data-says]");
    show(figure, any);
    say(caption, any ? spoken(form, data(caption, "says")) : "");
    if (any) { form.jobs.push(() => drawPlot(form, plot, place)); }
    follow(plot, figure, () => {
      plot.width = 0;
      if (!figure.hidden) { drawPlot(form, plot, place); }
    });
  }
  function drawPlot(form, plot, place) {
    /* Asked for once: a width makes the browser lay out the whole page. */
    var width = plot.width = plot.width || Math.round(Math.min(place.clientWidth, 640));
    var state = JSON.stringify([width, plot.points, form.currency()]);
    if (plot.state === state || width < 60) { return; }
    plot.state = state;
    place.textContent = "";
    var canvas = svg(place, "svg", {
      role: "img", "aria-labelledby": place.id + "-title", "aria-describedby": place.id + "-says"
    });
    plot.ink = index => "url(#" + place.id + "-" + index + ")"; /* drawn in the legend */
    (plot.type === "line" ? lines : columns)(form, plot, canvas, width);
  }
  /* Round steps that cover low to high in at most `most` intervals. */
  function stepOf(low, high, most) {
    var raw = (high - low) / most || 1, size = Math.pow(10, Math.floor(Math.log10(raw)));
    return size * [1, 2, 5, 10].find(factor => factor * size >= raw * 0.999);
  }
  function ticks(low, high, step) {
    var found = [];
    for (var k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) {
      found.push(Number((k * step).toPrecision(12)));
    }
    return found;
  }
  function tickText(form, value, shape) {
    return write(value, form.lang, shape === "percent" ? shape : "decimal", 0, 8);
  }
  function tidy(value) { return Math.round(value * 10) / 10; }
  /* The upright axis with its ticks, the zero line, and where a value stands. */
  function plane(form, plot, canvas, width, low, high, below) {
    var shape = plot.y[0].format, unit = shape === "money" ? form.currency() : "", top = unit ? 28 : 12;
    var tall = Math.min(280, Math.max(180, width * 0.55)), step = stepOf(low, high, 5);
    low = Math.floor(low / step + 1e-9) * step;
    high = Math.max(Math.ceil(high / step - 1e-9) * step, low + step);
    var values = ticks(low, high, step);
    var labels = values.map(value => tickText(form, value, shape));
    var left = 12 + 7.4 * Math.max(...labels.map(label => label.length));
    function at(value) { return tidy(top + (high - value) / (high - low) * tall); }
    frame(canvas, width, Math.round(top + tall + below));
    if (unit) { svg(canvas, "text", { x: 0, y: 13, class: "plot-unit" }, unit); }
    values.forEach((value, index) => {
      svg(canvas, "line", { x1: left, x2: width, y1: at(value), y2: at(value), class: value ? "plot-grid" : "plot-zero" });
      svg(canvas, "text", { x: left - 8, y: at(value) + 4, "text-anchor": "end" }, labels[index]);
    });
    svg(canvas, "text", { x: width - 2, y: top + tall + below - 7, "text-anchor": "end", class: "plot-unit" }, plot.x.label);
    return { left, wide: width - left - 8, foot: top + tall, y: at };
  }
  /* What rounding leaves beyond 0 takes no room. */
  function range(values) {
    var found = values.filter(known).concat(0), low = Math.min(...found), high = Math.max(...found);
    var least = (high - low) / 500;
    return [low > -least ? 0 : low, high < least ? 0 : high];
  }
  function lines(form, plot, canvas, width) {
    var points = plot.points;
    var ends = range(points.flatMap(point => point.y)), area = plane(form, plot, canvas, width, ends[0], ends[1], 44);
    var first = points[0].x, last = points[points.length - 1].x, every = Math.ceil(points.length / 12);
    function x(value) { return tidy(area.left + 6 + (last === first ? 0.5 : (value - first) / (last - first)) * (area.wide - 12)); }
    var step = stepOf(first, last, Math.max(2, Math.floor(area.wide / 44)));
    if (plot.x.format === "integer") { step = Math.max(1, step); }
    ticks(first, last, step).forEach(value => {
      svg(canvas, "text", { x: x(value), y: area.foot + 18, "text-anchor": "middle" }, tickText(form, value, plot.x.format));
    });
    plot.y.forEach((_, index) => {
      var path = "", marks = "", pen = "M";
      points.forEach((point, at) => {
        if (!known(point.y[index])) { pen = "M"; return; }
        path += pen + x(point.x) + " " + area.y(point.y[index]);
        pen = "L";
        if (at % every === 0 || at === points.length - 1) { marks += "L" + x(point.x) + " " + area.y(point.y[index]); }
      });
      var ink = plot.ink(index);
      svg(canvas, "path", { d: path, class: "plot-line plot-" + index % 5 });
      svg(canvas, "path", {
        d: marks.replace("L", "M") + "h0", class: "plot-marks", "marker-start": ink, "marker-mid": ink, "marker-end": ink
      });
    });
  }
  /* Bars side by side or on top of one another; what is below zero hangs from the zero line. */
  function columns(form, plot, canvas, width) {
    var stacked = plot.type === "stacked", points = plot.points, bars = [];
    points.forEach(point => {
      var up = 0, down = 0;
      bars.push(point.y.map(value => {
        var from = !stacked ? 0 : value < 0 ? down : up;
        if (value < 0) { down = from + value; } else { up = from + (value || 0); }
        return known(value) ? [from, from + value] : null;
      }));
    });
    var ends = range(bars.flat().filter(Boolean).flat());
    var labels = points.map(point => bandLabel(form, plot, point, (width - 80) / points.length));
    var rows = Math.max(...labels.map(label => label.length));
    var area = plane(form, plot, canvas, width, ends[0], ends[1], 29 + 15 * rows), band = area.wide / points.length;
    var every = Math.ceil(34 / band);
    var gap = Math.min(8, band * 0.2), thick = (band - gap) / (stacked ? 1 : plot.y.length);
    plot.y.forEach((_, index) => {
      var path = "";
      bars.forEach((bar, at) => {
        if (!bar[index] || bar[index][0] === bar[index][1]) { return; }
        var left = area.left + 4 + at * band + gap / 2 + (stacked ? 0 : index * thick), from = area.y(bar[index][0]);
        path += "M" + tidy(left) + " " + from + "h" + tidy(thick) + "V" + area.y(bar[index][1]) + "h-" + tidy(thick) + "z";
      });
      if (path) { svg(canvas, "path", { d: path, fill: plot.ink(index), class: "plot-block plot-" + index % 5 }); }
    });
    labels.forEach((label, at) => {
      label.forEach((row, line) => {
        var x = tidy(area.left + 4 + (at + 0.5) * band);
        if (at % every === 0) { svg(canvas, "text", { x, y: area.foot + 18 + line * 15, "text-anchor": "middle" }, row); }
      });
    });
  }
  /* A name on three lines at most, or the number where a name has no room. */
  function bandLabel(form, plot, point, room) {
    var most = Math.floor(room / 6.8);
    if (!point.name || most < 6) { return [tickText(form, point.x, plot.x.format)]; }
    return wrap(point.name, most).slice(0, 3).map(row => row.length > most ? row.slice(0, most - 1) + "…" : row);
  }

  /* --- the page --- */

  function begin() { each(document, "form[data-tool]", start); }

  window.addEventListener("storage", event => {
    Object.keys(stores).forEach(tool => {
      if (event.key !== null && event.key !== "cerise:" + tool) { return; }
      load(stores[tool]).forms.forEach(form => { restore(form); schedule(form); });
    });
  });
  window.addEventListener("beforeprint", () => {
    Object.values(stores).forEach(store => { store.forms.forEach(form => work(form, Infinity)); });
    each(document, ".tool details:not([open]):not(.tool-formulas)", details => {
      details.open = true;
      details.setAttribute("data-printed", "");
    });
  });
  window.addEventListener("afterprint", () => {
    each(document, ".tool details[data-printed]", details => {
      details.open = false;
      details.removeAttribute("data-printed");
    });
  });

  cerise.form = { begin, parse, format };
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", begin); } else { begin(); }
  if (window.document$ && window.document$.subscribe) { window.document$.subscribe(begin); }
})();
