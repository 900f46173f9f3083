/* What a calculator adds to a form. */

var kind = {
  forms: "form.tool-calculator",
  start: form => {
    form.tables = [];
    form.jobs = [];
    gridsOf(form);
    each(form.element, "[data-table]", table => { form.tables.push(tableOf(table)); });
    form.element.addEventListener("paste", event => { paste(form, event); });
  },
  pressed: (form, button, action) => {
    if (button.hasAttribute("data-example")) { example(form, json(button, "example")); }
    if (action === "add-row") { addRow(form, gridAround(form, button)); }
    if (action === "remove-row") { removeRow(form, gridAround(form, button), Number(data(button.closest("[data-row]"), "row"))); }
  },
  field: (input, control) => input.kind === "text" ? text : control.tagName === "SELECT" ? list : number,
  took: (form, field) => { if (field.grid) { fit(form, field.grid, true); } },
  restored: form => { Object.values(form.grids).forEach(grid => { fit(form, grid, false); }); },
  emptied: form => { Object.values(form.grids).forEach(grid => { grid.asked = 0; }); },
  /* One wrong value withholds every result. */
  settled: (form, result) => {
    if (form.wrong.length) { result = blank(result); }
    passedBy(form, result);
    return result;
  },
  paint: paintCalculator,
  spoken: form => {
    return Array.from(form.element.querySelectorAll(".tool-main output:not([data-value=''])"), output => {
      return labelOf(form, output.name) + " " + output.textContent;
    });
  }
};
