/* Numbers, written: the same rules as macros/language/numbers.py. */

var writers = {}, decimals = {};

function format(value, kind, lang, currency) {
  if (!known(value)) { return ""; }
  if (typeof value !== "number") { return String(value); }
  var clean = Number(value.toPrecision(15));
  if (kind === "score") { return write(clean, lang, "percent", 0, 1); }
  if (kind === "exact") { return write(clean, lang, "decimal", 0, 12); }
  if (kind === "percent") { return write(clean, lang, "percent", 0, decimalsOf(shift(clean, 2), kind)); }
  if (kind === "money") { return amount(clean, lang, currency || "") + (currency ? "\u00a0" + currency : ""); }
  return write(clean, lang, "decimal", 0, decimalsOf(clean, kind));
}
function amount(value, lang, currency) {
  var places = cents(currency);
  return write(value, lang, "decimal", places, places || decimalsOf(value, "money"));
}
function write(value, lang, style, least, most) {
  var text = writer(lang, style, least, most).format(value);
  text = text.replace("-", "\u2212").replace(/\s/g, "\u202f");
  return /[1-9]/.test(text) ? text : text.replace("\u2212", "");
}
/* Making a writer takes fifty times as long as using it, so each is kept. */
function writer(lang, style, least, most) {
  var key = [lang, style, least, most].join();
  writers[key] = writers[key] || new Intl.NumberFormat(lang, {
    style, minimumFractionDigits: least, maximumFractionDigits: most
  });
  return writers[key];
}
function cents(currency) {
  if (!has(decimals, currency)) { decimals[currency] = centsOf(currency); }
  return decimals[currency];
}
function centsOf(currency) {
  if (/[€$£]/.test(currency)) { return 2; }
  if (!/^[A-Z]{3}$/.test(currency)) { return 0; }
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency })
      .resolvedOptions().maximumFractionDigits;
  } catch (error) { return 0; }
}
function decimalsOf(shown, format) {
  var size = Math.abs(shown);
  if (format === "integer" || (format === "money" && size >= 100)) { return 0; }
  if (format === "money" || !size || size >= 1) { return 2; }
  return Math.min(8, 2 - Math.floor(Math.log10(size)));
}
