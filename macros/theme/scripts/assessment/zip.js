/* A workbook is an archive. It is read and written with what the browser has; nothing in a file is trusted. */

var MOST_IN_ZIP = 1000, LARGEST_CONTENT = 16 * 1048576, ZIP_ENTRY = 0x02014b50, ZIP_LOCAL = 0x04034b50, ZIP_END = 0x06054b50, ZIP_SLICE = 4096;

/* A file that is not read; `key` is that of a word. */
function refuse(key, values) {
  var refusal = new Error(key);
  refusal.key = key;
  refusal.values = values || {};
  throw refusal;
}
function canUnzip() {
  try { return Boolean(new DecompressionStream("deflate-raw") && new ReadableStream()); } catch (error) { return false; }
}
/* {bytes, left, entries: Map of name → {method, crc, packed, size, at}}; `left` is what may still be unpacked. */
function openZip(bytes) {
  var view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length), end = bytes.length - 22, entries = new Map();
  while (end >= 0 && bytes.length - end < 65558 && view.getUint32(end, true) !== ZIP_END) { end -= 1; }
  if (end < 0 || view.getUint32(end, true) !== ZIP_END) { refuse("damaged"); }
  var count = view.getUint16(end + 10, true), at = view.getUint32(end + 16, true);
  if (count > MOST_IN_ZIP) { refuse("too_large"); }
  for (; count; count--) {
    var length = view.getUint16(at + 28, true), name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    if (view.getUint32(at, true) !== ZIP_ENTRY || entries.has(name) || view.getUint16(at + 8, true) & 1) { refuse("damaged"); }
    entries.set(name, {
      method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), at: view.getUint32(at + 42, true),
      packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true)
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { bytes, view, entries, left: LARGEST_CONTENT };
}
/* What is stored for an entry, still packed. */
function packedIn(zip, entry) {
  if (zip.view.getUint32(entry.at, true) !== ZIP_LOCAL) { refuse("damaged"); }
  var start = entry.at + 30 + zip.view.getUint16(entry.at + 26, true) + zip.view.getUint16(entry.at + 28, true);
  if (start + entry.packed > zip.bytes.length) { refuse("damaged"); }
  return zip.bytes.subarray(start, start + entry.packed);
}
/* The content of an entry. Its declared size is not believed: unpacking stops where there is too much. */
async function unpack(zip, name) {
  var entry = zip.entries.get(name);
  if (!entry || entry.method !== 0 && entry.method !== 8) { refuse("damaged"); }
  var packed = packedIn(zip, entry);
  var content = entry.method ? await piped(packed, new DecompressionStream("deflate-raw"), zip.left) : packed;
  zip.left -= content.length;
  if (zip.left < 0) { refuse("too_large"); }
  if (crcOf(content) !== entry.crc) { refuse("damaged"); }
  return content;
}
async function piped(bytes, through, most) {
  var reader = sliced(bytes).pipeThrough(through).getReader(), pieces = [], size = 0;
  for (var step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length;
    if (size > most) { reader.cancel(); refuse("too_large"); }
    pieces.push(step.value);
  }
  return joined(pieces, size);
}
/* In slices: each is unpacked whole before the next, and may become a thousand times as large. */
function sliced(bytes) {
  var at = 0;
  return new ReadableStream({
    pull: stream => {
      if (at >= bytes.length) { stream.close(); return; }
      stream.enqueue(bytes.slice(at, at + ZIP_SLICE));
      at += ZIP_SLICE;
    }
  });
}
function joined(pieces, size) {
  var all = new Uint8Array(size), at = 0;
  pieces.forEach(piece => { all.set(piece, at); at += piece.length; });
  return all;
}
var crcTable = [];
function crcOf(bytes) {
  if (!crcTable.length) {
    for (var n = 0; n < 256; n++) {
      for (var bit = 0, row = n; bit < 8; bit++) { row = row & 1 ? row >>> 1 ^ 0xedb88320 : row >>> 1; }
      crcTable.push(row);
    }
  }
  var crc = -1;
  for (var at = 0; at < bytes.length; at++) { crc = crcTable[(crc ^ bytes[at]) & 255] ^ crc >>> 8; }
  return (crc ^ -1) >>> 0;
}

/* --- writing --- */

/* The archive with some of its entries changed: a Map of name → text. The others are copied as they are. */
async function rezip(zip, changed) {
  var pieces = [], list = [], at = 0, from;
  function add(piece) { pieces.push(piece); at += piece.length; }
  for (var [name, entry] of zip.entries) {
    var content = changed.has(name) ? await packed(new TextEncoder().encode(changed.get(name))) : Object.assign({}, entry, { bytes: packedIn(zip, entry) });
    from = at;
    add(zipHeader(ZIP_LOCAL, name, content));
    add(content.bytes);
    list.push(zipHeader(ZIP_ENTRY, name, content, from));
  }
  from = at;
  list.forEach(add);
  add(numbers([[ZIP_END, 4], [0, 4], [list.length, 2], [list.length, 2], [at - from, 4], [from, 4], [0, 2]]));
  return joined(pieces, at);
}
async function packed(content) {
  var bytes = await piped(content, new CompressionStream("deflate-raw"), Infinity);
  return { method: 8, crc: crcOf(content), size: content.length, packed: bytes.length, bytes };
}
/* The line of an entry before its content, or in the list at the end when its place is given. */
function zipHeader(mark, name, entry, place) {
  var listed = mark === ZIP_ENTRY, title = new TextEncoder().encode(name);
  var fields = [[mark, 4]].concat(listed ? [[20, 2]] : [], [
    [20, 2], [0x800, 2], [entry.method, 2], [0, 2], [0x21, 2], [entry.crc, 4], [entry.packed, 4], [entry.size, 4],
    [title.length, 2], [0, 2]
  ], listed ? [[0, 2], [0, 2], [0, 2], [0, 4], [place, 4]] : []);
  var head = numbers(fields);
  return joined([head, title], head.length + title.length);
}
/* [value, bytes] each, the lowest byte first. */
function numbers(fields) {
  var found = [];
  fields.forEach(field => { for (var n = 0; n < field[1]; n++) { found.push(field[0] >>> 8 * n & 255); } });
  return Uint8Array.from(found);
}
