/* Charts of calculators. */

function paintPlot(form, figure) {
  var plot = figure.plot = figure.plot || json(figure, "plot");
  var place = one(figure, "[data-chart]"), rows = form.result.tables[plot.table] || [];
  plot.points = rows.map((row, at) => {
    return {
      x: row[plot.x.key], name: plot.names ? nameOf(form, plot.names, at) : "",
      y: plot.y.map(series => row[series.key])
    };
  });
  var any = plot.points.some(point => point.y.some(known)), caption = one(figure, "[data-says]");
  show(figure, any);
  say(caption, any ? spoken(form, data(caption, "says")) : "");
  if (any) { form.jobs.push(() => drawPlot(form, plot, place)); }
  follow(plot, figure, () => {
    plot.width = 0;
    if (!figure.hidden) { drawPlot(form, plot, place); }
  });
}
function drawPlot(form, plot, place) {
  /* Asked for once: a width makes the browser lay out the whole page. */
  var width = plot.width = plot.width || Math.round(Math.min(place.clientWidth, 640));
  var state = JSON.stringify([width, plot.points, form.currency()]);
  if (plot.state === state || width < 60) { return; }
  plot.state = state;
  place.textContent = "";
  var canvas = svg(place, "svg", {
    role: "img", "aria-labelledby": place.id + "-title", "aria-describedby": place.id + "-says"
  });
  plot.ink = index => "url(#" + place.id + "-" + index + ")"; /* drawn in the legend */
  (plot.type === "line" ? lines : columns)(form, plot, canvas, width);
}
/* Round steps that cover low to high in at most `most` intervals. */
function stepOf(low, high, most) {
  var raw = (high - low) / most || 1, size = Math.pow(10, Math.floor(Math.log10(raw)));
  return size * [1, 2, 5, 10].find(factor => factor * size >= raw * 0.999);
}
function ticks(low, high, step) {
  var found = [];
  for (var k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) {
    found.push(Number((k * step).toPrecision(12)));
  }
  return found;
}
function tickText(form, value, shape) {
  return write(value, form.lang, shape === "percent" ? shape : "decimal", 0, 8);
}
function tidy(value) { return Math.round(value * 10) / 10; }
/* The upright axis with its ticks, the zero line, and where a value stands. */
function plane(form, plot, canvas, width, low, high, below) {
  var shape = plot.y[0].format, unit = shape === "money" ? form.currency() : "", top = unit ? 28 : 12;
  var tall = Math.min(280, Math.max(180, width * 0.55)), step = stepOf(low, high, 5);
  low = Math.floor(low / step + 1e-9) * step;
  high = Math.max(Math.ceil(high / step - 1e-9) * step, low + step);
  var values = ticks(low, high, step);
  var labels = values.map(value => tickText(form, value, shape));
  var left = 12 + 7.4 * Math.max(...labels.map(label => label.length));
  function at(value) { return tidy(top + (high - value) / (high - low) * tall); }
  frame(canvas, width, Math.round(top + tall + below));
  if (unit) { svg(canvas, "text", { x: 0, y: 13, class: "plot-unit" }, unit); }
  values.forEach((value, index) => {
    svg(canvas, "line", { x1: left, x2: width, y1: at(value), y2: at(value), class: value ? "plot-grid" : "plot-zero" });
    svg(canvas, "text", { x: left - 8, y: at(value) + 4, "text-anchor": "end" }, labels[index]);
  });
  svg(canvas, "text", { x: width - 2, y: top + tall + below - 7, "text-anchor": "end", class: "plot-unit" }, plot.x.label);
  return { left, wide: width - left - 8, foot: top + tall, y: at };
}
/* What rounding leaves beyond 0 takes no room. */
function range(values) {
  var found = values.filter(known).concat(0), low = Math.min(...found), high = Math.max(...found);
  var least = (high - low) / 500;
  return [low > -least ? 0 : low, high < least ? 0 : high];
}
function lines(form, plot, canvas, width) {
  var points = plot.points;
  var ends = range(points.flatMap(point => point.y)), area = plane(form, plot, canvas, width, ends[0], ends[1], 44);
  var first = points[0].x, last = points[points.length - 1].x, every = Math.ceil(points.length / 12);
  function x(value) { return tidy(area.left + 6 + (last === first ? 0.5 : (value - first) / (last - first)) * (area.wide - 12)); }
  var step = stepOf(first, last, Math.max(2, Math.floor(area.wide / 44)));
  if (plot.x.format === "integer") { step = Math.max(1, step); }
  ticks(first, last, step).forEach(value => {
    svg(canvas, "text", { x: x(value), y: area.foot + 18, "text-anchor": "middle" }, tickText(form, value, plot.x.format));
  });
  plot.y.forEach((_, index) => {
    var path = "", marks = "", pen = "M";
    points.forEach((point, at) => {
      if (!known(point.y[index])) { pen = "M"; return; }
      path += pen + x(point.x) + " " + area.y(point.y[index]);
      pen = "L";
      if (at % every === 0 || at === points.length - 1) { marks += "L" + x(point.x) + " " + area.y(point.y[index]); }
    });
    var ink = plot.ink(index);
    svg(canvas, "path", { d: path, class: "plot-line plot-" + index % 5 });
    svg(canvas, "path", {
      d: marks.replace("L", "M") + "h0", class: "plot-marks", "marker-start": ink, "marker-mid": ink, "marker-end": ink
    });
  });
}
/* Bars side by side or on top of one another; what is below zero hangs from the zero line. */
function columns(form, plot, canvas, width) {
  var stacked = plot.type === "stacked", points = plot.points, bars = [];
  points.forEach(point => {
    var up = 0, down = 0;
    bars.push(point.y.map(value => {
      var from = !stacked ? 0 : value < 0 ? down : up;
      if (value < 0) { down = from + value; } else { up = from + (value || 0); }
      return known(value) ? [from, from + value] : null;
    }));
  });
  var ends = range(bars.flat().filter(Boolean).flat());
  var labels = points.map(point => bandLabel(form, plot, point, (width - 80) / points.length));
  var rows = Math.max(...labels.map(label => label.length));
  var area = plane(form, plot, canvas, width, ends[0], ends[1], 29 + 15 * rows), band = area.wide / points.length;
  var every = Math.ceil(34 / band);
  var gap = Math.min(8, band * 0.2), thick = (band - gap) / (stacked ? 1 : plot.y.length);
  plot.y.forEach((_, index) => {
    var path = "";
    bars.forEach((bar, at) => {
      if (!bar[index] || bar[index][0] === bar[index][1]) { return; }
      var left = area.left + 4 + at * band + gap / 2 + (stacked ? 0 : index * thick), from = area.y(bar[index][0]);
      path += "M" + tidy(left) + " " + from + "h" + tidy(thick) + "V" + area.y(bar[index][1]) + "h-" + tidy(thick) + "z";
    });
    if (path) { svg(canvas, "path", { d: path, fill: plot.ink(index), class: "plot-block plot-" + index % 5 }); }
  });
  labels.forEach((label, at) => {
    label.forEach((row, line) => {
      var x = tidy(area.left + 4 + (at + 0.5) * band);
      if (at % every === 0) { svg(canvas, "text", { x, y: area.foot + 18 + line * 15, "text-anchor": "middle" }, row); }
    });
  });
}
/* A name on three lines at most, or the number where a name has no room. */
function bandLabel(form, plot, point, room) {
  var most = Math.floor(room / 6.8);
  if (!point.name || most < 6) { return [tickText(form, point.x, plot.x.format)]; }
  return wrap(point.name, most).slice(0, 3).map(row => row.length > most ? row.slice(0, most - 1) + "…" : row);
}
