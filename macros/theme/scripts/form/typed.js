/* Numbers, typed. */

/* {value}, {problem}, or {readings: [one, other]} when the text can be read in two ways. Blank is null. */
function parse(typed, lang, percent) {
  var text = typed.replace(/\s+/g, " ").trim().replace(/\u2212/g, "-").replace(/[\u2019\u02bc]/g, "'");
  if (percent) { text = text.replace(/ ?%$/, ""); }
  if (typed.trim() === "") { return { value: null }; }
  var found = /^([+-]?) ?([\d .,']*\d[.,]?)$/.exec(text);
  if (!found || !/^[\d.,]/.test(found[2])) { return { problem: "not_number" }; }
  return read(found[2], lang, digits => {
    return Number((found[1] === "-" ? "-" : "") + digits + (percent ? "e-2" : "")) + 0;
  });
}
function read(body, lang, number) {
  var marks = body.match(/[.,]/g) || [], last = marks[marks.length - 1];
  if (!marks.length) { return whole(body, "", number); }
  if (marks.length === 1) {
    if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(body)) { return split(body, last, number); }
    if (lang !== "en" && last === ".") {
      return { readings: [number(body.replace(last, "")), number(body)] };
    }
    return lang === "en" && last === "," ? whole(body, "", number) : split(body, last, number);
  }
  if (marks.every(mark => mark === last)) {
    return /^\d{1,3}([.,]\d{3})+$/.test(body) ? whole(body, "", number) : { problem: "two_marks" };
  }
  return marks.indexOf(last) === marks.length - 1 ? split(body, last, number) : { problem: "two_marks" };
}
function split(body, mark, number) {
  var at = body.lastIndexOf(mark), decimals = body.slice(at + 1);
  return /^\d*$/.test(decimals) ? whole(body.slice(0, at), decimals, number) : { problem: "bad_groups" };
}
function whole(digits, decimals, number) {
  if (!/^\d*$/.test(digits) && !/^\d{1,3}([ '.,])\d{3}(\1\d{3})*$/.test(digits)) { return { problem: "bad_groups" }; }
  return { value: number((digits.replace(/\D/g, "") || "0") + "." + (decimals || "0")) };
}
