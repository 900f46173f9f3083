/* The formula runtime of the page: the JavaScript twin of macros/formulas (values, rounding, finance, irr, runtime,
   inputs, python). A generated script calls cerise.define(program); nothing is parsed or evaluated from text. */
(function () {
  "use strict";

  var GUARD = 6, HALVINGS = 64, DECIMALS = 6, LARGEST = 1e15, EXACT = 4503599627370496,
    STEADY = 562949953421312;

  /* --- values ------------------------------------------------------------------------------------- */

  function FormulaError(code) { this.code = code; }
  function fail(code) { throw new FormulaError(code); }
  function isError(cell) { return cell instanceof FormulaError; }
  function read(cell) { if (isError(cell)) { throw cell; } return cell; }
  function caught(compute) {
    try { return compute(); } catch (error) { if (isError(error)) { return error; } throw error; }
  }
  function number(value) {
    if (typeof value === "number") { return value; }
    if (typeof value === "boolean") { return value ? 1 : 0; }
    return fail("#VALUE!");
  }
  function truth(value) { return typeof value === "boolean" ? value : number(value) !== 0; }
  function finite(value) { return isFinite(value) ? value : fail("#NUM!"); }
  function text(value) {
    if (typeof value === "boolean") { return value ? "TRUE" : "FALSE"; }
    return typeof value === "string" ? value : written(number(value));
  }
  /* Fifteen digits, as a spreadsheet joins a number to a text. */
  function written(value) {
    var parts = value.toExponential(14).split("e"), power = Number(parts[1]);
    if (value === 0) { return "0"; }
    var digits = function (text) { return text.replace(/(\.[0-9]*?)0+$/, "$1").replace(/\.$/, ""); };
    if (power >= -4 && power < 15) { return digits(value.toFixed(14 - power)); }
    return digits(parts[0]) + "E" + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
  }
  function rank(value) {
    if (typeof value === "boolean") { return [2, value ? 1 : 0]; }
    if (typeof value === "string") { return [1, value.toLowerCase()]; }
    return [0, number(value)];
  }
  function order(left, right) {
    if (typeof left === "number" && typeof right === "number") { return left < right ? -1 : left > right ? 1 : 0; }
    var a = rank(left), b = rank(right), at = a[0] === b[0] ? 1 : 0;
    return a[at] < b[at] ? -1 : a[at] > b[at] ? 1 : 0;
  }
  function power(base, exponent) {
    if (base === 0 && exponent <= 0) { fail(exponent === 0 ? "#NUM!" : "#DIV/0!"); }
    return finite(Math.pow(base, exponent));
  }

  /* --- rounding ----------------------------------------------------------------------------------- */

  /* `size` in units of 10^-places. */
  function inUnits(size, places) {
    return places >= 0 ? size * Math.pow(10, places) : size / Math.pow(10, -places);
  }
  /* `shape` takes a whole number of small units and how many make one unit kept. A large value has fewer digits left
     to guard. */
  function guarded(shape) {
    return function (value, digits) {
      if (Math.abs(digits) > 15) { fail("#NUM!"); }
      var places = Math.trunc(digits);
      for (var guard = GUARD; guard >= 0; guard--) {
        var units = inUnits(Math.abs(value), places + guard);
        if (units < (guard ? STEADY : EXACT)) {
          var kept = inUnits(shape(Math.floor(units + 0.5), Math.pow(10, guard)), -places);
          return kept && value < 0 ? -kept : kept;
        }
      }
      return value;
    };
  }
  function up(units, one) { return Math.ceil(units / one); }
  function down(units, one) { return Math.floor(units / one); }
  function half(units, one) { return Math.floor((units + one / 2) / one); }
  function wholeBelow(value) { return Math.floor(round(value, GUARD)); }
  var round = guarded(half);

  /* --- finance ------------------------------------------------------------------------------------ */

  function growth(rate, periods) {
    if (rate === 0) { return [1, periods]; }
    if (rate <= -1) { fail("#NUM!"); }
    var exponent = periods * Math.log1p(rate);
    return [finite(Math.exp(exponent)), finite(Math.expm1(exponent) / rate)];
  }
  function pmt(rate, periods, pv, fv, due) {
    var g = growth(rate, periods), factor = (1 + rate * (due || 0)) * g[1];
    if (factor === 0) { fail("#NUM!"); }
    return finite(-(pv * g[0] + (fv || 0)) / factor);
  }
  function futureValue(rate, periods, payment, pv, due) {
    var g = growth(rate, periods);
    return finite(-((pv || 0) * g[0] + payment * (1 + rate * (due || 0)) * g[1]));
  }
  function presentValue(rate, periods, payment, fv, due) {
    var g = growth(rate, periods);
    if (g[0] === 0) { fail("#NUM!"); }
    return finite(-((fv || 0) + payment * (1 + rate * (due || 0)) * g[1]) / g[0]);
  }
  function nper(rate, payment, pv, fv, due) {
    fv = fv || 0;
    if (rate === 0) { return payment === 0 ? fail("#NUM!") : finite(-(pv + fv) / payment); }
    var adjusted = payment * (1 + rate * (due || 0)) / rate, above = adjusted - fv, below = adjusted + pv;
    if (rate <= -1 || below === 0 || above / below <= 0) { fail("#NUM!"); }
    return finite(Math.log(above / below) / Math.log1p(rate));
  }
  function ipmt(rate, period, periods, pv, fv, due) {
    if (!(period >= 1 && period <= periods)) { fail("#NUM!"); }
    if (due && period === 1) { return 0; }
    var balance = futureValue(rate, period - 1, pmt(rate, periods, pv, fv, due), pv, due);
    return finite(balance * rate / (due ? 1 + rate : 1));
  }
  function ppmt(rate, period, periods, pv, fv) {
    return finite(pmt(rate, periods, pv, fv) - ipmt(rate, period, periods, pv, fv));
  }
  function cumipmt(rate, periods, pv, first, last, due) {
    if (rate <= 0 || periods <= 0 || pv <= 0 || first < 1 || last < first || last > periods || (due !== 0 && due !== 1)) {
      fail("#NUM!");
    }
    var total = 0;
    for (var k = Math.ceil(first); k <= Math.trunc(last); k++) { total += ipmt(rate, k, periods, pv, 0, due); }
    return total;
  }
  function npv(rate, flows) {
    if (rate === -1) { fail("#DIV/0!"); }
    var total = 0, factor = 1;
    flows.forEach(function (flow) { factor *= 1 + rate; total += factor ? flow / factor : Infinity; });
    return finite(total);
  }

  /* --- the rate of a series of flows (see macros/formulas/irr.py) ------------------------------------ */

  function running(flows) {
    var total = 0;
    return flows.map(function (flow) { total += flow; return total; });
  }
  function signChanges(sums) {
    var changes = 0, side = 0;
    sums.forEach(function (sum) {
      var now = Math.sign(round(sum, DECIMALS));
      if (now && side && now !== side) { changes += 1; }
      side = now || side;
    });
    return changes;
  }
  function halve(coefficients) {
    var low = 0, high = 1;
    for (var step = 0; step < HALVINGS; step++) {
      var middle = (low + high) / 2, value = 0;
      for (var k = coefficients.length - 1; k >= 0; k--) { value = value * middle + coefficients[k]; }
      if (value > 0) { low = middle; } else { high = middle; }
    }
    return (low + high) / 2;
  }
  function irr(flows) {
    var last = flows.length;
    while (last > 0 && !flows[last - 1]) { last -= 1; }
    var turn = flows.find(Boolean) < 0 ? -1 : 1;
    var turned = flows.slice(0, last).map(function (flow) { return turn * flow; });
    var sums = running(turned), forward = signChanges(sums);
    if (!last || forward > 1) { fail("#NUM!"); }
    var total = round(sums[last - 1], DECIMALS);
    if (total === 0) { return 0; }
    if (total < 0 && forward === 1) { return 1 / halve(turned) - 1; }
    var back = turned.slice().reverse();
    if (total > 0 && signChanges(running(back)) === 1) {
      return halve(back.map(function (flow) { return -flow; })) - 1;
    }
    return fail("#NUM!");
  }

  /* --- functions over columns --------------------------------------------------------------------- */

  function numbers(args) {
    var found = [];
    args.forEach(function (arg) {
      if (!Array.isArray(arg)) { found.push(number(arg)); return; }
      arg.forEach(function (value) { if (typeof value === "number") { found.push(value); } });
    });
    return found;
  }
  function add(values) {
    var total = 0;
    values.forEach(function (value) { total += value; });
    return finite(total);
  }
  function extreme(args, pick) {
    var found = numbers(args);
    return found.length ? found.reduce(function (a, b) { return pick(a, b); }) : 0;
  }
  var NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
  function criterion(wanted) {
    var sign = "=";
    if (typeof wanted === "string") {
      var found = /^(<=|>=|<>|<|>|=)?([\s\S]*)$/.exec(wanted);
      sign = found[1] || "=";
      wanted = NUMBER.test(found[2]) ? parseFloat(found[2]) : found[2];
    }
    return function (value) {
      var same = order(value, wanted);
      if (sign === "=") { return same === 0; }
      if (sign === "<>") { return same !== 0; }
      if (rank(value)[0] !== rank(wanted)[0]) { return false; }
      return sign === "<" ? same < 0 : sign === "<=" ? same <= 0 : sign === ">" ? same > 0 : same >= 0;
    };
  }
  function ofNumbers(compute) {
    return function () { return compute.apply(null, Array.prototype.map.call(arguments, number)); };
  }
  function all(args) { return Array.prototype.slice.call(args); }

  var functions = {
    AND: function () { return all(arguments).map(truth).every(Boolean); },
    OR: function () { return all(arguments).map(truth).some(Boolean); },
    NOT: function (value) { return !truth(value); },
    ISNUMBER: function (compute) { return typeof caught(compute) === "number"; },
    SUM: function () { return add(numbers(all(arguments))); },
    MIN: function () { return extreme(all(arguments), Math.min); },
    MAX: function () { return extreme(all(arguments), Math.max); },
    ABS: ofNumbers(Math.abs),
    INT: ofNumbers(wholeBelow),
    MOD: ofNumbers(function (value, divisor) {
      return divisor === 0 ? fail("#DIV/0!") : finite(value - divisor * wholeBelow(finite(value / divisor)));
    }),
    ROUND: ofNumbers(round),
    ROUNDUP: ofNumbers(guarded(up)),
    ROUNDDOWN: ofNumbers(guarded(down)),
    SUMIF: function (column, wanted, added) {
      var fits = criterion(wanted), values = added || column;
      return add(values.filter(function (value, row) { return typeof value === "number" && fits(column[row]); }));
    },
    COUNTIF: function (column, wanted) { return column.filter(criterion(wanted)).length; },
    SUMPRODUCT: function () {
      var columns = all(arguments);
      return add(columns[0].map(function (_, row) {
        return columns.reduce(function (product, column) {
          return product * (typeof column[row] === "number" ? column[row] : 0);
        }, 1);
      }));
    },
    INDEX: function (column, position) {
      var place = Math.trunc(number(position));
      return place >= 1 && place <= column.length ? column[place - 1] : fail("#REF!");
    },
    MATCH: function (wanted, column) {
      var place = column.findIndex(function (value) { return order(value, wanted) === 0; });
      return place < 0 ? fail("#N/A") : place + 1;
    },
    PMT: ofNumbers(pmt), IPMT: ofNumbers(ipmt), PPMT: ofNumbers(ppmt), CUMIPMT: ofNumbers(cumipmt),
    FV: ofNumbers(futureValue), PV: ofNumbers(presentValue), NPER: ofNumbers(nper),
    NPV: function (rate, column) { return npv(number(rate), numbers([column])); },
    IRR: function (column) { return irr(numbers([column])); },
    IFERROR: function (compute, otherwise) {
      var value = caught(compute);
      return isError(value) ? otherwise() : value;
    },
    IF: function (condition, yes, no) { return truth(condition) ? yes() : no ? no() : false; },
    add: function (a, b) { return finite(number(a) + number(b)); },
    sub: function (a, b) { return finite(number(a) - number(b)); },
    mul: function (a, b) { return finite(number(a) * number(b)); },
    div: function (a, b) { return number(b) === 0 ? fail("#DIV/0!") : finite(number(a) / number(b)); },
    pow: function (a, b) { return power(number(a), number(b)); },
    neg: function (a) { return 0 - number(a); },
    percent: function (a) { return number(a) / 100; },
    join: function (a, b) { return text(a) + text(b); },
    eq: function (a, b) { return order(a, b) === 0; },
    ne: function (a, b) { return order(a, b) !== 0; },
    lt: function (a, b) { return order(a, b) < 0; },
    le: function (a, b) { return order(a, b) <= 0; },
    gt: function (a, b) { return order(a, b) > 0; },
    ge: function (a, b) { return order(a, b) >= 0; }
  };

  /* --- inputs: read, or refused with a reason -------------------------------------------------------- */

  function refusal(item, value, wanted) {
    if (value === null) { return item.required || wanted ? "missing" : null; }
    if (item.kind === "text") { return null; }
    if (typeof value === "string" && item.options.length) {
      return item.options.indexOf(value) < 0 ? "option" : null;
    }
    if (typeof value !== "number" || item.kind === "choice" || !isFinite(value)) { return "type"; }
    if (item.whole && value !== Math.floor(value)) { return "whole"; }
    if (value < (item.minimum === null ? -LARGEST : item.minimum)) { return "min"; }
    return value > (item.maximum === null ? LARGEST : item.maximum) ? "max" : null;
  }
  function isBlank(value) { return value === undefined || value === null || value === ""; }
  /* A table may come as a list of rows, or cell by cell (flows.0.received). */
  function flat(program, given) {
    var cells = {}, grids = program.grids.map(function (grid) { return grid.key; });
    Object.keys(given).forEach(function (key) {
      if (grids.indexOf(key) < 0 || !Array.isArray(given[key])) { cells[key] = given[key]; return; }
      given[key].forEach(function (line, row) {
        Object.keys(line).forEach(function (column) { cells[key + "." + row + "." + column] = line[column]; });
      });
    });
    return cells;
  }
  /* The cells that must be given: on the rows asked for, and down to the last row in use. */
  function wantedCells(program, cells) {
    var wanted = {};
    program.grids.forEach(function (grid) {
      var last = grid.least - 1, row;
      function used(column) { return !isBlank(cells[grid.key + "." + row + "." + column]); }
      for (row = 0; row < grid.height; row++) { if (grid.columns.some(used)) { last = Math.max(last, row); } }
      for (row = 0; row <= last; row++) {
        for (var c = 0; c < grid.required.length; c++) { wanted[grid.key + "." + row + "." + grid.required[c]] = true; }
      }
    });
    return wanted;
  }
  function readInputs(program, given, scalars) {
    var keys = {}, cells = flat(program, given), wanted = wantedCells(program, cells);
    program.inputs.forEach(function (item) { keys[item.key] = true; });
    var refusals = Object.keys(cells)
      .filter(function (key) { return keys[key] !== true; })
      .map(function (key) { return { kind: "unknown", subject: key }; });
    program.inputs.forEach(function (item) {
      var value = Object.prototype.hasOwnProperty.call(cells, item.key) ? cells[item.key] : null;
      if (isBlank(value)) { value = item.default; }
      var kind = refusal(item, value, wanted[item.key]);
      if (kind) { refusals.push({ kind: kind, subject: item.key }); }
      scalars[item.name] = value === null ? "" : value;
    });
    return refusals;
  }

  /* --- one run --------------------------------------------------------------------------------------- */

  function Frame(program) {
    var x = Object.create(functions), scalars = {}, columns = {}, table = "", row = 0;
    Object.keys(program.tables).forEach(function (name) {
      var shape = program.tables[name], index = [];
      for (var k = 0; k < shape.height; k++) { index.push(shape.start + k); }
      columns[name] = {};
      columns[name][shape.index] = index;
    });
    x.scalars = scalars;
    x.unknown = function (needs) { return needs.some(function (need) { return scalars[need] === ""; }); };
    x.v = function (name) { return read(scalars[name]); };
    x.c = function (column) { return read(columns[table][column][row]); };
    x.p = function (column, start) { return row ? read(columns[table][column][row - 1]) : start(); };
    x.w = function (name, column) { columns[name][column].forEach(read); return columns[name][column]; };
    x.scalar = function (name, needs, compute) { scalars[name] = x.unknown(needs) ? "" : caught(compute); };
    x.stop = function (name) { return caught(program.tables[name].stop.bind(null, x)); };
    /* Whether a table would need more rows than it has: an error, since a part would pass for the whole. */
    x.tooLong = function (name) {
      var shape = program.tables[name], stop = x.stop(name);
      return typeof stop === "number" && wholeBelow(stop) > shape.start + shape.height - 1;
    };
    x.last = function (name) { return x.tooLong(name) ? new FormulaError("#NUM!") : x.stop(name); };
    x.rows = function (name, last) {
      return typeof last === "number" ? Math.max(0, wholeBelow(last) - program.tables[name].start + 1) : 0;
    };
    x.table = function (name, formulas) {
      var last = x.last(name), count = x.rows(name, last), below = isError(last) ? last : 0;
      table = name;
      formulas.forEach(function (one) { columns[name][one[0]] = new Array(program.tables[name].height).fill(below); });
      for (row = 0; row < count; row++) {
        formulas.forEach(function (one) { columns[name][one[0]][row] = caught(one[one.length > 2 ? row + 1 : 1]); });
      }
    };
    x.shown = function (cell) {
      if (isError(cell) || cell === "") { return null; }
      return cell === 0 ? 0 : cell; /* never -0, which would be shown with its sign */
    };
    x.listed = function (name) {
      var shape = program.tables[name], count = x.rows(name, x.last(name)), rows = [];
      for (var k = 0; k < count; k++) {
        var line = {};
        [shape.index].concat(shape.columns).forEach(function (c) { line[c] = x.shown(columns[name][c][k]); });
        rows.push(line);
      }
      return rows;
    };
    return x;
  }

  function compute(program, given) {
    var x = Frame(program), outputs = {}, blocked = Object.create(null), tables = {};
    var refusals = readInputs(program, given, x.scalars);
    program.outputs.forEach(function (output) { outputs[output[0]] = null; });
    if (refusals.length) { return { outputs: outputs, tables: tables, refusals: refusals, sentences: [] }; }
    program.run(x);
    program.checks.forEach(function (check) {
      if (x.scalars["check:" + check[0]] === true || x.unknown(check[2])) { return; }
      refusals.push({ kind: "check", subject: check[0] });
      check[1].forEach(function (name) { blocked[name] = true; });
    });
    program.outputs.forEach(function (output) {
      if (blocked[output[1]]) { return; }
      outputs[output[0]] = x.shown(x.scalars[output[1]]);
      if (isError(x.scalars[output[1]])) { refusals.push({ kind: "error", subject: output[0] }); }
    });
    var failed = refusals.some(function (refusal) { return refusal.kind === "check"; }); /* it says more */
    Object.keys(program.tables).forEach(function (name) {
      if (program.tables[name].typed) { return; }
      tables[name] = x.listed(name);
      if (!failed && x.tooLong(name)) { refusals.push({ kind: "error", subject: name }); }
    });
    var sentences = program.sentences.filter(function (n) { return x.scalars["sentence:" + n] === true; });
    return { outputs: outputs, tables: tables, refusals: refusals, sentences: sentences };
  }

  var cerise = window.cerise = window.cerise || {};
  cerise.tools = cerise.tools || {};
  cerise.define = function (program) {
    cerise.tools[program.tool] = {
      version: program.version,
      inputs: program.inputs,
      grids: program.grids,
      compute: function (given) { return compute(program, given); }
    };
  };
})();
