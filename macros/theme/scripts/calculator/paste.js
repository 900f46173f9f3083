/* Pasting from a spreadsheet. */

function paste(form, event) {
  var field = form.fields[event.target.name], pasted = event.clipboardData.getData("text/plain");
  if (!field || !field.grid) { return; }
  var lines = cellsOf(pasted, pasted.includes("\t") ? "\t" : ";"), words = form.inputs[field.key].kind === "text";
  if (lines.length < 2 && (!(lines[0] || [])[1] || words && !pasted.includes("\t"))) { return; }
  event.preventDefault();
  spread(form, field.grid, field, lines);
}
/* Lines of cells; a cell with a line break or a quote stands in quotes. */
function cellsOf(pasted, mark) {
  var lines = [[]], cells = new RegExp('("(?:[^"]|"")*"|[^' + mark + '\\n]*)(' + mark + '|\\n)', "g");
  (pasted.replace(/\r\n?/g, "\n") + "\n").replace(cells, (_, cell, end) => {
    var quoted = /^"[^]*"$/.test(cell);
    lines[lines.length - 1].push((quoted ? cell.slice(1, -1).replace(/""/g, '"') : cell).replace(/\s+/g, " ").trim());
    if (end === "\n") { lines.push([]); }
  });
  return lines.filter(line => line.some(Boolean));
}
function spread(form, grid, field, lines) {
  var answers = copy(form.store.answers), drafts = copy(form.store.drafts), words = form.words;
  var at = grid.shape.columns.indexOf(field.key.split(".")[2]), room = grid.shape.height - field.row;
  var columns = grid.shape.columns.slice(at), kinds = columns.map(column => form.inputs[cellOf(grid, 0, column)].kind);
  var titles = lines.length > 1 && isTitles(lines[0], kinds), told = titles ? [words.left_titles] : [];
  if (titles) { lines.shift(); }
  lines.slice(0, room).forEach((line, row) => {
    line.slice(0, columns.length).forEach((typed, at) => {
      var key = cellOf(grid, field.row + row, columns[at]);
      var result = kinds[at] === "text" ? { value: typed } : parse(typed, form.lang, kinds[at] === "percent");
      put(answers, key, result.value);
      put(drafts, key, has(result, "value") ? null : typed);
    });
  });
  told.unshift(fill(words.pasted, { n: Math.min(lines.length, room) }));
  if (lines.length > room) { told.push(fill(words.left_rows, { n: lines.length - room, most: grid.shape.height })); }
  var wide = Math.max(...lines.map(line => line.length)) - columns.length;
  if (wide > 0) { told.push(fill(words.left_columns, { n: wide })); }
  replace(form, answers, drafts, barOf(form, grid), told.join(" "));
}
/* No number in the line, though a column expects one. */
function isTitles(line, kinds) {
  return line.some((cell, at) => cell && kinds[at] && kinds[at] !== "text") && !line.some(cell => /^\W*\d/.test(cell));
}
