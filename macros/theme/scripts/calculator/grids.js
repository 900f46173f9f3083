/* Tables that people fill in. */

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
