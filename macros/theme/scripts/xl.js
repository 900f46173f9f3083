/* The formula runtime of the page: the JavaScript twin of macros/formulas (values, rounding, finance, irr, runtime,
   inputs, python). A generated script calls cerise.define(program); nothing is parsed or evaluated from text. */
(() => {
  "use strict";

  var GUARD = 6, HALVINGS = 64, DECIMALS = 6, LARGEST = 1e15, EXACT = 4503599627370496,
    STEADY = 562949953421312;
  /* By names of our own: the minifier writes x|0 for a call of Math.trunc, which is wrong from 2^31 on. */
  var abs = Math.abs, trunc = Math.trunc;

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
    var digits = text => text.replace(/(\.[0-9]*?)0+$/, "$1").replace(/\.$/, "");
    if (power >= -4 && power < 15) { return digits(value.toFixed(14 - power)); }
    return digits(parts[0]) + "E" + (power < 0 ? "-" : "+") + (abs(power) < 10 ? "0" : "") + abs(power);
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
    return (value, digits) => {
      if (abs(digits) > 15) { fail("#NUM!"); }
      var places = trunc(digits);
      for (var guard = GUARD; guard >= 0; guard--) {
        var units = inUnits(abs(value), places + guard);
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
    for (var k = Math.ceil(first); k <= trunc(last); k++) { total += ipmt(rate, k, periods, pv, 0, due); }
    return total;
  }
  function npv(rate, flows) {
    if (rate === -1) { fail("#DIV/0!"); }
    var total = 0, factor = 1;
    flows.forEach(flow => { factor *= 1 + rate; total += factor ? flow / factor : Infinity; });
    return finite(total);
  }

  /* --- the rate of a series of flows (see macros/formulas/irr.py) ------------------------------------ */

  function running(flows) {
    var total = 0;
    return flows.map(flow => { total += flow; return total; });
  }
  function signChanges(sums) {
    var changes = 0, side = 0;
    sums.forEach(sum => {
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
    var turned = flows.slice(0, last).map(flow => turn * flow);
    var sums = running(turned), forward = signChanges(sums);
    if (!last || forward > 1) { fail("#NUM!"); }
    var total = round(sums[last - 1], DECIMALS);
    if (total === 0) { return 0; }
    if (total < 0 && forward === 1) { return 1 / halve(turned) - 1; }
    var back = turned.slice().reverse();
    if (total > 0 && signChanges(running(back)) === 1) {
      return halve(back.map(flow => -flow)) - 1;
    }
    return fail("#NUM!");
  }

  /* --- functions over columns --------------------------------------------------------------------- */

  function numbers(args) {
    var found = [];
    args.forEach(arg => {
      if (!Array.isArray(arg)) { found.push(number(arg)); return; }
      arg.forEach(value => { if (typeof value === "number") { found.push(value); } });
    });
    return found;
  }
  function add(values) {
    var total = 0;
    values.forEach(value => { total += value; });
    return finite(total);
  }
  function extreme(args, pick) {
    var found = numbers(args);
    return found.length ? found.reduce((a, b) => pick(a, b)) : 0;
  }
  var NUMBER = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/;
  function criterion(wanted) {
    var sign = "=";
    if (typeof wanted === "string") {
      var found = /^(<=|>=|<>|<|>|=)?([\s\S]*)$/.exec(wanted);
      sign = found[1] || "=";
      wanted = NUMBER.test(found[2]) ? parseFloat(found[2]) : found[2];
    }
    return value => {
      var same = order(value, wanted);
      if (sign === "=") { return same === 0; }
      if (sign === "<>") { return same !== 0; }
      if (rank(value)[0] !== rank(wanted)[0]) { return false; }
      return sign === "<" ? same < 0 : sign === "<=" ? same <= 0 : sign === ">" ? same > 0 : same >= 0;
    };
  }
  function ofNumbers(compute) {
    return (...args) => compute(...args.map(number));
  }

  var functions = {
    AND: (...args) => args.map(truth).every(Boolean),
    OR: (...args) => args.map(truth).some(Boolean),
    NOT: value => !truth(value),
    ISNUMBER: compute => typeof caught(compute) === "number",
    SUM: (...args) => add(numbers(args)),
    MIN: (...args) => extreme(args, Math.min),
    MAX: (...args) => extreme(args, Math.max),
    ABS: ofNumbers(abs),
    INT: ofNumbers(wholeBelow),
    MOD: ofNumbers((value, divisor) => {
      return divisor === 0 ? fail("#DIV/0!") : finite(value - divisor * wholeBelow(finite(value / divisor)));
    }),
    ROUND: ofNumbers(round),
    ROUNDUP: ofNumbers(guarded(up)),
    ROUNDDOWN: ofNumbers(guarded(down)),
    SUMIF: (column, wanted, added) => {
      var fits = criterion(wanted), values = added || column;
      return add(values.filter((value, row) => typeof value === "number" && fits(column[row])));
    },
    COUNTIF: (column, wanted) => column.filter(criterion(wanted)).length,
    SUMPRODUCT: (...columns) => add(columns[0].map((_, row) => {
      return columns.reduce((product, column) => product * (typeof column[row] === "number" ? column[row] : 0), 1);
    })),
    INDEX: (column, position) => {
      var place = trunc(number(position));
      return place >= 1 && place <= column.length ? column[place - 1] : fail("#REF!");
    },
    MATCH: (wanted, column) => {
      var place = column.findIndex(value => order(value, wanted) === 0);
      return place < 0 ? fail("#N/A") : place + 1;
    },
    PMT: ofNumbers(pmt), IPMT: ofNumbers(ipmt), PPMT: ofNumbers(ppmt), CUMIPMT: ofNumbers(cumipmt),
    FV: ofNumbers(futureValue), PV: ofNumbers(presentValue), NPER: ofNumbers(nper),
    NPV: (rate, column) => npv(number(rate), numbers([column])),
    IRR: column => irr(numbers([column])),
    IFERROR: (compute, otherwise) => {
      var value = caught(compute);
      return isError(value) ? otherwise() : value;
    },
    add: (a, b) => finite(number(a) + number(b)),
    sub: (a, b) => finite(number(a) - number(b)),
    mul: (a, b) => finite(number(a) * number(b)),
    div: (a, b) => number(b) === 0 ? fail("#DIV/0!") : finite(number(a) / number(b)),
    pow: (a, b) => power(number(a), number(b)),
    neg: a => 0 - number(a),
    percent: a => number(a) / 100,
    join: (a, b) => text(a) + text(b),
    eq: (a, b) => order(a, b) === 0,
    ne: (a, b) => order(a, b) !== 0,
    lt: (a, b) => order(a, b) < 0,
    le: (a, b) => order(a, b) <= 0,
    gt: (a, b) => order(a, b) > 0,
    ge: (a, b) => order(a, b) >= 0
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
    var cells = {}, grids = program.grids.map(grid => grid.key);
    Object.keys(given).forEach(key => {
      if (grids.indexOf(key) < 0 || !Array.isArray(given[key])) { cells[key] = given[key]; return; }
      given[key].forEach((line, row) => {
        Object.keys(line).forEach(column => { cells[key + "." + row + "." + column] = line[column]; });
      });
    });
    return cells;
  }
  /* The cells that must be given: on the rows asked for, and down to the last row in use. */
  function wantedCells(program, cells) {
    var wanted = {};
    program.grids.forEach(grid => {
      var last = grid.least - 1, row;
      function used(column) { return !isBlank(cells[grid.key + "." + row + "." + column]); }
      for (row = 0; row < grid.height; row++) { if (grid.columns.some(used)) { last = Math.max(last, row); } }
      for (row = 0; row <= last; row++) {
        for (var c = 0; c < grid.required.length; c++) { wanted[grid.key + "." + row + "." + grid.required[c]] = true; }
      }
    });
    return wanted;
  }
  /* Every input with all its fields. A table that people fill in stands there as its columns: each cell is an input. */
  function inputsOf(program) {
    return program.inputs.flatMap(item => item.grid ? cellsOf(program, item) : filled(item));
  }
  function filled(item) {
    return Object.assign(
      { name: item.key.replace(/[.-]/g, "_"), minimum: null, maximum: null, options: [], default: null }, item
    );
  }
  function cellsOf(program, item) {
    var cells = [], height = program.grids.find(grid => grid.key === item.grid).height;
    for (var row = 0; row < height; row++) {
      item.columns.forEach(column => {
        cells.push(filled(Object.assign({}, column, { key: [item.grid, row, column.key].join(".") })));
      });
    }
    return cells;
  }
  function readInputs(program, given, scalars) {
    var keys = {}, cells = flat(program, given), wanted = wantedCells(program, cells);
    program.inputs.forEach(item => { keys[item.key] = true; });
    var refusals = Object.keys(cells)
      .filter(key => keys[key] !== true)
      .map(key => ({ kind: "unknown", subject: key }));
    program.inputs.forEach(item => {
      var value = Object.prototype.hasOwnProperty.call(cells, item.key) ? cells[item.key] : null;
      if (isBlank(value)) { value = item.default; }
      var kind = refusal(item, value, wanted[item.key]);
      if (kind) { refusals.push({ kind, subject: item.key }); }
      scalars[item.name] = value === null ? "" : value;
    });
    return refusals;
  }

  /* --- one run --------------------------------------------------------------------------------------- */

  function Frame(program) {
    var x = Object.create(functions), scalars = {}, columns = {}, table = "", row = 0;
    Object.keys(program.tables).forEach(name => {
      var shape = program.tables[name], index = [];
      for (var k = 0; k < shape.height; k++) { index.push(shape.start + k); }
      columns[name] = {};
      columns[name][shape.index] = index;
    });
    x.scalars = scalars;
    x.unknown = needs => (needs || []).some(need => scalars[need] === "");
    x.truth = truth;
    x.v = name => read(scalars[name]);
    x.c = column => read(columns[table][column][row]);
    x.p = (column, start) => row ? read(columns[table][column][row - 1]) : start();
    x.own = column => read(scalars[table + "_" + row + "_" + column]);
    x.w = (name, column) => { columns[name][column].forEach(read); return columns[name][column]; };
    x.scalar = (name, compute, needs) => { scalars[name] = x.unknown(needs) ? "" : caught(compute); };
    x.last = name => caught(program.tables[name].stop.bind(null, x));
    x.rows = (name, last) => {
      var shape = program.tables[name];
      return typeof last === "number" ? Math.max(0, Math.min(wholeBelow(last) - shape.start + 1, shape.height)) : 0;
    };
    x.table = (name, formulas) => {
      var last = x.last(name), count = x.rows(name, last), below = isError(last) ? last : 0;
      table = name;
      var parts = Object.keys(formulas).map(column => {
        var one = formulas[column], cells = columns[name][column] = new Array(program.tables[name].height).fill(below);
        return () => { cells[row] = caught(Array.isArray(one) ? one[row] : one); };
      });
      for (row = 0; row < count; row++) { parts.forEach(part => { part(); }); }
    };
    x.shown = cell => {
      if (isError(cell) || cell === "") { return null; }
      return cell === 0 ? 0 : cell; /* never -0, which would be shown with its sign */
    };
    x.listed = name => {
      var count = x.rows(name, x.last(name)), rows = [];
      for (var k = 0; k < count; k++) {
        var line = {};
        Object.keys(columns[name]).forEach(c => { line[c] = x.shown(columns[name][c][k]); });
        rows.push(line);
      }
      return rows;
    };
    return x;
  }

  function compute(program, given) {
    var x = Frame(program), outputs = {}, blocked = Object.create(null), tables = {};
    var refusals = readInputs(program, given, x.scalars);
    program.outputs.forEach(output => { outputs[output.key] = null; });
    if (refusals.length) { return { outputs, tables, refusals, sentences: [] }; }
    program.run(x);
    program.checks.forEach(check => {
      if (x.scalars["check:" + check[0]] === true || x.unknown(check[2])) { return; }
      refusals.push({ kind: "check", subject: check[0] });
      check[1].forEach(name => { blocked[name] = true; });
    });
    program.outputs.forEach(output => {
      if (blocked[output.name]) { return; }
      outputs[output.key] = x.shown(x.scalars[output.name]);
      if (isError(x.scalars[output.name])) { refusals.push({ kind: "error", subject: output.key }); }
    });
    Object.keys(program.tables).forEach(name => {
      if (!program.tables[name].typed) { tables[name] = x.listed(name); }
    });
    var sentences = [];
    for (var n = 0; n < program.sentences; n++) { if (x.scalars["sentence:" + n] === true) { sentences.push(n); } }
    return { outputs, tables, refusals, sentences };
  }

  var cerise = window.cerise = window.cerise || {};
  cerise.tools = cerise.tools || {};
  cerise.define = program => {
    program.inputs = inputsOf(program);
    program.outputs = program.outputs.map(filled);
    cerise.tools[program.tool] = {
      version: program.version,
      inputs: program.inputs,
      grids: program.grids,
      compute: given => compute(program, given)
    };
  };
})();
