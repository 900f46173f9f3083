/* The field of a question: radio buttons, and a button that takes the answer back. */

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
