/* What a calculator adds to a form. */

var kind = {
  forms: "form.tool-calculator",
  start: form => {
    form.tables = [];
    form.jobs = [];
    gridsOf(form);
    each(form.element, "[data-table]", table => { form.tables.push(tableOf(table)); });
    form.element.addEventListener("paste", event => { paste(form, event); });
    form.element.addEventListener("click", event => {
      var button = event.target.closest("button"), grid = button && gridAround(form, button);
      if (!button) { return; }
      if (button.hasAttribute("data-example")) { example(form, json(button, "example")); }
      if (data(button, "action") === "add-row") { addRow(form, grid); }
      if (data(button, "action") === "remove-row") { removeRow(form, grid, Number(data(button.closest("[data-row]"), "row"))); }
    });
  },
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
