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
  var first = named[0], at = input.key.split("."), field = kind.field(input, first)(form, input, named);
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
