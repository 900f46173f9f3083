/* What the answers say: what to work on first, what holds, and what to read. */

var MOST_READ = 10;

parts.push({
  viewed: form => { form.readingShown = ""; },
  paint: form => {
    if (form.view === "result") { paintReading(form); }
  }
});

function paintReading(form) {
  var all = judged(form, form.result), gaps = gapsOf(form).slice(0, MOST_READ);
  var strengths = all.filter(item => item.points === 1).sort((a, b) => b.weight - a.weight).slice(0, MOST_READ);
  var state = JSON.stringify([gaps, strengths, form.store.retired]);
  if (form.readingShown === state) { return; }
  form.readingShown = state;
  show(one(form.element, "[data-reading-none]"), !all.length);
  readingList(form, "gaps", gaps);
  readingList(form, "strengths", strengths);
  retiredList(form);
}
function readingList(form, part, items) {
  var list = one(form.element, '[data-reading-list="' + part + '"]');
  list.textContent = "";
  items.forEach(item => { readingLine(form, list.appendChild(make("li")), item, part === "gaps"); });
  show(one(form.element, '[data-reading-part="' + part + '"]'), items.length > 0);
}
function readingLine(form, line, item, gap) {
  line.appendChild(make("span", askOf(form, item.id)));
  if (item.alarm) { line.append(" "); line.appendChild(make("strong", form.words.reading_critical, { class: "tool-critical" })); }
  if (!gap) { return; }
  var links = line.appendChild(make("span", null, { class: "tool-reading-links" }));
  links.appendChild(make("a", form.words.reading_guide, { href: one(questionOf(form, item.id), "[data-guide]").href }));
  links.append(" ");
  links.appendChild(make("a", form.words.reading_question, { href: "#" + questionOf(form, item.id).id }));
}
function retiredList(form) {
  var list = one(form.element, "[data-retired-list]"), retired = form.store.retired;
  list.textContent = "";
  Object.keys(retired).forEach(id => { list.appendChild(make("li", id + " : " + retired[id])); });
  show(one(form.element, "[data-retired]"), Object.keys(retired).length > 0);
}
