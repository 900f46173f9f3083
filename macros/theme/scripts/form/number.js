/* The field of a number: what was typed is read, echoed, or asked about. */

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
