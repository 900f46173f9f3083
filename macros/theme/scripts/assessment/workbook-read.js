/* A filled workbook, as any spreadsheet saves it: the cells people type in are found by their names. */

var OURS = /^(in|note|seen|prev|about|plan|retired|cerise)_|^before_score$/, CELL = /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::.*)?$/;
var XML_ENCODINGS = ["utf-8", "utf-16", "us-ascii", "iso-8859-1"], MOST_TAGS = 250000;

/* An XML part; one that declares entities, is broken, or has more tags than `book` may still have, is refused. */
function xmlOf(bytes, book) {
  var head = String.fromCharCode(...bytes.subarray(0, 200)).replace(/\0/g, "");
  var declared = (/^[^>]*encoding\s*=\s*["']([^"']*)/.exec(head) || ["", "utf-8"])[1].toLowerCase();
  var wide = bytes[0] === 0xff ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : "";
  var text = XML_ENCODINGS.includes(declared) ? new TextDecoder(wide || declared).decode(bytes) : refuse("unsafe");
  if (/<!(DOCTYPE|ENTITY)/.test(text)) { refuse("unsafe"); }
  for (var at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) { book.tags -= 1; }
  if (book.tags < 0) { refuse("too_large"); }
  var found = new DOMParser().parseFromString(text, "application/xml");
  return one(found, "parsererror") ? refuse("damaged") : found;
}
/* A workbook with its names: {zip, xml(path), sheets: title → path, places: Map of name → {sheet, address}}. */
async function openBook(bytes) {
  if (bytes[0] === 0xd0) { refuse("old_or_locked"); }
  if (!canUnzip()) { refuse("too_old"); }
  var zip = openZip(bytes), docs = new Map(), targets = {}, kinds = {}, book = { zip, tags: MOST_TAGS, sheets: new Map(), places: new Map() };
  if (zip.entries.has("content.xml") && zip.entries.has("mimetype")) { refuse("open_document"); }
  if (!zip.entries.has("xl/workbook.xml") || !zip.entries.has("[Content_Types].xml")) { refuse("not_ours"); }
  book.xml = async path => {
    if (!docs.has(path)) { docs.set(path, xmlOf(await unpack(zip, path), book)); }
    return docs.get(path);
  };
  var main = await book.xml("xl/workbook.xml");
  each(await book.xml("xl/_rels/workbook.xml.rels"), "Relationship", link => {
    var target = link.getAttribute("Target"), path = target.charAt(0) === "/" ? target.slice(1) : "xl/" + target;
    targets[link.getAttribute("Id")] = path;
    kinds[link.getAttribute("Type").split("/").pop()] = path;
  });
  each(main, "sheets > sheet", sheet => {
    var id = Array.from(sheet.attributes).find(attribute => attribute.localName === "id").value;
    book.sheets.set(sheet.getAttribute("name"), targets[id]);
  });
  each(main, "definedNames > definedName", name => {
    var found = OURS.test(name.getAttribute("name")) && CELL.exec(name.textContent);
    if (!found || name.hasAttribute("localSheetId")) { return; }
    book.places.set(name.getAttribute("name"), { sheet: (found[1] || found[2]).replace(/''/g, "'"), address: found[3] + found[4] });
  });
  book.early = Boolean(one(main, 'workbookPr[date1904="1"], workbookPr[date1904="true"]'));
  book.kinds = kinds;
  return book;
}
/* Every cell of a sheet by its address; a cell may leave its address out. */
function cellsIn(sheet) {
  var found = new Map(), row = 0;
  each(sheet, "sheetData > row", line => {
    var column = 0;
    row = Number(line.getAttribute("r")) || row + 1;
    for (var cell = line.firstElementChild; cell; cell = cell.nextElementSibling) {
      var address = cell.getAttribute("r");
      column = address ? columnOf(address) : column + 1;
      found.set(address || lettersOf(column) + row, cell);
    }
  });
  return found;
}
function columnOf(address) {
  for (var column = 0, at = 0; address.charCodeAt(at) > 64; at++) { column = 26 * column + address.charCodeAt(at) - 64; }
  return column;
}
function lettersOf(column) {
  return column ? lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + (column - 1) % 26) : "";
}

/* --- values --- */

/* Defined name → {place, raw}; `raw` is a number, a text, true or false, or null. */
async function valuesIn(book) {
  var shared = [], dates = [], found = new Map(), sheets = new Map();
  if (book.kinds.sharedStrings) { each(await book.xml(book.kinds.sharedStrings), "sst > si", item => { shared.push(textIn(item)); }); }
  if (book.kinds.styles) { dates = dateStyles(await book.xml(book.kinds.styles)); }
  for (var [name, place] of book.places) {
    if (!sheets.has(place.sheet)) {
      var path = book.sheets.get(place.sheet);
      sheets.set(place.sheet, path ? cellsIn(await book.xml(path)) : new Map());
    }
    var cell = sheets.get(place.sheet).get(place.address);
    found.set(name, { place: place.sheet + "!" + place.address, raw: cell ? valueIn(cell, shared, dates, book.early) : null });
  }
  return found;
}
function valueIn(cell, shared, dates, early) {
  var type = cell.getAttribute("t"), inside = tag => Array.from(cell.children).find(child => child.localName === tag);
  if (type === "inlineStr") { return inside("is") ? textIn(inside("is")) : null; }
  var text = inside("v") ? inside("v").textContent : "";
  if (text === "") { return null; }
  if (type === "s") { return has(shared, text) ? shared[text] : refuse("damaged"); }
  if (type === "b") { return text === "1"; }
  if (type === "d") { return text.replace("T", " "); }
  if (type === "str" || type === "e") { return text; }
  return dates[cell.getAttribute("s") || 0] ? dateText(Number(text) + (early ? 1462 : 0)) : Number(text);
}
/* A text with its styles taken off, and without the reading aids of some languages. */
function textIn(node) {
  return Array.from(node.querySelectorAll("t")).filter(text => !text.closest("rPh")).map(text => text.textContent).join("");
}
/* Which styles of cells show a day: a spreadsheet keeps a date as a number of days. */
function dateStyles(styles) {
  var shapes = {};
  each(styles, "numFmts > numFmt", shape => { shapes[shape.getAttribute("numFmtId")] = shape.getAttribute("formatCode"); });
  return Array.from(styles.querySelectorAll("cellXfs > xf")).map(style => {
    var id = style.getAttribute("numFmtId");
    if (has(shapes, id)) { return /[dmyhs]/i.test(shapes[id].replace(/"[^"]*"|\\.|\[[^\]]*\]|General/g, "")); }
    return id > 13 && id < 23 || id > 26 && id < 37 || id > 44 && id < 48 || id > 49 && id < 59;
  });
}
function dateText(days) {
  var moment = new Date(Math.round((days - 25569) * 86400) * 1000);
  return isFinite(moment) ? moment.toISOString().slice(0, 19).replace("T", " ") : String(days);
}
