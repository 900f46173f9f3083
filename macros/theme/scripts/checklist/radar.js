/* The chart of the sections. */

function paintFigure(form, figure) {
  var points = [];
  each(figure, "[data-section-row]", row => {
    points.push({
      label: one(row, "th").textContent.trim(), value: valueOf(form, data(row, "section-row"))
    });
  });
  say(one(figure, "[data-sentence]"), chartSentence(form, points));
  form.points = points;
  draw(form, one(figure, "[data-chart]"));
  follow(form, figure, () => draw(form, one(figure, "[data-chart]")));
}
function chartSentence(form, points) {
  var scored = points.filter(point => point.value !== null), words = form.words;
  if (!scored.length) { return words.chart_none; }
  var sorted = scored.slice().sort((a, b) => b.value - a.value), end = sorted[sorted.length - 1];
  var which = scored.length === 1 ? "chart_one" : sorted[0].value === end.value ? "chart_equal" : "chart_many";
  var text = fill(words[which], {
    best: sorted[0].label, best_score: format(sorted[0].value, "score", form.lang),
    worst: end.label, worst_score: format(end.value, "score", form.lang)
  });
  var missing = points.filter(point => point.value === null);
  if (!missing.length) { return text; }
  return text + " " + fill(words.chart_na, { names: missing.map(point => point.label).join(", ") });
}
function draw(form, place) {
  var width = Math.round(Math.min(place.clientWidth, 640)), points = form.points;
  var any = points.some(point => point.value !== null);
  var state = JSON.stringify([any && width, points]);
  if (form.drawn === state) { return; }
  form.drawn = state;
  place.textContent = "";
  if (!any || width < 60) { return; }
  var canvas = svg(place, "svg", { role: "img", "aria-label": form.words.chart_title });
  (points.length > 2 ? radar : bars)(form, canvas, width);
}
function radar(form, canvas, width) {
  var points = form.points, side = Math.max(80, width * 0.24), radius = Math.min(width / 2 - side, 150);
  var most = Math.floor((side + 8) / 6.6), x = width / 2, y = radius + 56;
  frame(canvas, width, Math.round(2 * y));
  function at(index, share) {
    var angle = 2 * Math.PI * index / points.length - Math.PI / 2;
    return [x + Math.cos(angle) * radius * share, y + Math.sin(angle) * radius * share].map(place => {
      return Math.round(place * 10) / 10;
    });
  }
  function ring(share) { return points.map((_, index) => at(index, share).join(",")).join(" "); }
  [0.25, 0.5, 0.75, 1].forEach(share => {
    svg(canvas, "polygon", { points: ring(share), class: "chart-grid" });
  });
  points.forEach((point, index) => {
    var end = at(index, 1), axis = { x1: x, y1: y, x2: end[0], y2: end[1] };
    axis.class = point.value === null ? "chart-grid chart-none" : "chart-grid";
    svg(canvas, "line", axis);
  });
  var scored = points.map((point, index) => point.value === null ? null : at(index, point.value));
  svg(canvas, "polygon", { points: scored.filter(Boolean).join(" "), class: "chart-area" });
  scored.filter(Boolean).forEach(place => {
    svg(canvas, "circle", { cx: place[0], cy: place[1], r: 4.5, class: "chart-dot" });
  });
  points.forEach((point, index) => { radarLabel(form, canvas, point, at(index, 1), [x, y], most, radius); });
}
function radarLabel(form, canvas, point, end, middle, most, radius) {
  var dx = (end[0] - middle[0]) / radius, dy = (end[1] - middle[1]) / radius;
  var upright = Math.abs(dx) < 0.2, lines = wrap(point.label, upright ? most * 2 : most);
  var text = svg(canvas, "text", {
    x: end[0] + dx * 12, y: end[1] + dy * 16 + (dy - 1) / 2 * (lines.length) * 15 + 8,
    "text-anchor": upright ? "middle" : dx < 0 ? "end" : "start", class: "chart-label"
  });
  lines.concat(scoreText(form, point)).forEach((line, row) => {
    svg(text, "tspan", { x: end[0] + dx * 12, dy: row ? 15 : 0, class: row === lines.length ? "chart-score" : "" }, line);
  });
}
function scoreText(form, point) {
  return point.value === null ? form.words.unscored : format(point.value, "score", form.lang);
}
function bars(form, canvas, width) {
  frame(canvas, width, form.points.length * 52 + 8);
  form.points.forEach((point, index) => {
    var top = index * 52, long = width - 70;
    svg(canvas, "text", { x: 0, y: top + 16, class: "chart-label" }, point.label);
    svg(canvas, "rect", { x: 0.5, y: top + 24.5, width: long, height: 16, class: "chart-grid" });
    svg(canvas, "rect", { x: 0.5, y: top + 24.5, width: long * (point.value || 0), height: 16, class: "chart-area" });
    svg(canvas, "text", { x: long + 10, y: top + 37, class: "chart-score" }, scoreText(form, point));
  });
}
