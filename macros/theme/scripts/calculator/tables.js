/* Tables of results. */

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
