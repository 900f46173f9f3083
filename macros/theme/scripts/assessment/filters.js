/* Which questions are shown. The choice is applied when it is made: a question does not vanish while it is answered. */

parts.push({
  start: form => {
    var panel = one(form.element, "[data-filters]");
    panel.addEventListener("change", () => filter(form, panel));
  }
});

function filter(form, panel) {
  var department = one(panel, '[data-filter="department"]').value, which = one(panel, '[data-filter="which"]').value;
  var low = judged(form, form.result).filter(item => item.points <= 0.5).map(item => item.id), count = 0, all = 0;
  var tests = {
    "": () => true,
    unanswered: question => !known(form.values[data(question, "question")]),
    critical: question => question.hasAttribute("data-critical-question"),
    low: question => low.includes(data(question, "question"))
  };
  each(form.element, "[data-question]", question => {
    var fits = (!department || data(question, "department") === department) && tests[which](question);
    all += 1;
    count += fits ? 1 : 0;
    show(question, fits);
  });
  each(form.element, ".tool-section", section => { show(section, one(section, "[data-question]:not([hidden])") !== null); });
  say(one(panel, "[data-filter-count]"), count === all ? "" : fill(form.words.filter_count, { n: count, all }));
}
