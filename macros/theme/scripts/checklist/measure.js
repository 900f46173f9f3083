/* The field of a measured question: a number, or a box to tick when it does not apply. */

function measure(form, input, named) {
  var box = named[0], none = one(form.element, '[name="' + input.key + '.na"]');
  var field = number(form, input, named), read = field.read, write = field.write;
  field.read = () => none.checked ? { value: "na" } : read();
  field.write = (value, draft) => {
    none.checked = value === "na";
    write(value, draft);
  };
  field.typed = target => {
    if (target === box) { none.checked = false; } else if (none.checked) { box.value = ""; }
  };
  return field;
}
