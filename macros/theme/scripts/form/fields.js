/* Fields: each reads its controls and writes a stored answer back. */

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
