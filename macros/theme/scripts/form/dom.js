/* Reading and writing the page, and other small helpers. */

var cerise = window.cerise;

function each(root, selector, act) { root.querySelectorAll(selector).forEach(act); }
function one(root, selector) { return root.querySelector(selector); }
function has(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }
function known(value) { return value !== null && value !== undefined && value !== ""; }
function data(element, name) { return element.getAttribute("data-" + name); }
function say(element, text) { if (element && element.textContent !== text) { element.textContent = text; } }
function show(element, visible) { if (element && element.hidden === visible) { element.hidden = !visible; } }
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => has(values, name) ? values[name] : whole);
}
function make(tag, text, attributes) {
  var element = document.createElement(tag);
  if (known(text)) { element.textContent = text; }
  return mark(element, attributes || {});
}
function mark(element, attributes) {
  Object.keys(attributes).forEach(name => { element.setAttribute(name, attributes[name]); });
  return element;
}
function json(element, name) { return JSON.parse(data(element, name)); }
function lower(text) { return /^.[a-zß-ÿ\u2019]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text; }
function shift(value, places) {
  var parts = String(value).split("e");
  return Number(parts[0] + "e" + (Number(parts[1] || 0) + places));
}
function open(element) {
  for (var up = element.parentElement; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
}
function put(group, key, value) { if (known(value)) { group[key] = value; } else { delete group[key]; } }
function copy(value) { return JSON.parse(JSON.stringify(value)); }
