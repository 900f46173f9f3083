/* Drawings. */

function svg(parent, tag, attributes, text) {
  var element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.keys(attributes).forEach(name => { element.setAttribute(name, attributes[name]); });
  if (known(text)) { element.textContent = text; }
  parent.appendChild(element);
  return element;
}
function frame(canvas, width, height) {
  canvas.setAttribute("viewBox", "0 0 " + width + " " + height);
  canvas.setAttribute("width", width);
  canvas.setAttribute("height", height);
}
function wrap(label, most) {
  return label.split(" ").reduce((lines, word) => {
    var last = lines[lines.length - 1];
    if (last && (last + " " + word).length <= most) { lines[lines.length - 1] = last + " " + word; } else { lines.push(word); }
    return lines;
  }, []);
}
function follow(owner, figure, act) {
  if (owner.observer || !window.ResizeObserver) { return; }
  owner.observer = new ResizeObserver(act);
  owner.observer.observe(figure);
}
