"""Run by LibreOffice's Python: fills workbooks, recalculates them and reads cells. One JSON request a line.

Requests: {"open": path}, perhaps {"name": {name: [sheet, row, column]}}, then {"set": {name: value}, "get": [names]}
as often as wished, {"save": path, "as": filter}, {"close": true}. A value is a number, a text, or null for an empty
cell; a cell with an error reads as {"error": code}.
"""

import json
import sys
import time

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

EMPTY, VALUE, TEXT, FORMULA = (
    uno.Enum("com.sun.star.table.CellContentType", n) for n in "EMPTY VALUE TEXT FORMULA".split()
)


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not start")


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def url(path):
    return uno.systemPathToFileUrl(path)


class Server:
    def __init__(self, desktop):
        self.desktop, self.document, self.cells, self.typed = desktop, None, {}, {}

    def answer(self, request):
        if "open" in request:
            opened = self.load(request["open"])
            self.close()  # only now: without any document the program may decide to end
            self.document = opened
            return {"names": list(self.document.NamedRanges.ElementNames)}
        if "name" in request:
            for name, (sheet, row, column) in request["name"].items():
                self.cells[name] = self.document.Sheets.getByName(sheet).getCellByPosition(column - 1, row - 1)
            return {}
        if "save" in request:
            self.document.storeToURL(url(request["save"]), (prop("FilterName", request["as"]),))
            return {}
        if "close" in request:
            self.close()
            return {}
        return self.case(request)

    def load(self, path):
        for _ in range(20):
            opened = self.desktop.loadComponentFromURL(url(path), "_blank", 0, (prop("Hidden", True),))
            if opened is not None:
                return opened
            time.sleep(0.25)
        raise RuntimeError(f"cannot open {path}")

    def case(self, request):
        self.document.addActionLock()
        self.document.enableAutomaticCalculation(False)  # not after each of hundreds of cells, but once, of everything
        for name, value in request.get("set", {}).items():
            if name not in self.typed or self.typed[name] != value:
                self.write(self.cell(name), value)
                self.typed[name] = value
        self.document.calculateAll()
        self.document.enableAutomaticCalculation(True)
        self.document.removeActionLock()
        return {name: self.read(self.cell(name)) for name in request.get("get", [])}

    def cell(self, name):
        if name not in self.cells:
            address = self.document.NamedRanges.getByName(name).getReferredCells().RangeAddress
            sheet = self.document.Sheets.getByIndex(address.Sheet)
            self.cells[name] = sheet.getCellByPosition(address.StartColumn, address.StartRow)
        return self.cells[name]

    def write(self, cell, value):
        if value is None:
            cell.String = ""
        elif isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value

    def read(self, cell):
        if cell.Error:
            return {"error": cell.Error}
        kind = cell.FormulaResultType2 if cell.Type == FORMULA else {EMPTY: 0, VALUE: 1}.get(cell.Type, 4)
        return cell.Value if kind == 1 else cell.String

    def close(self):
        if self.document is not None:
            self.document.close(True)
        self.document, self.cells, self.typed = None, {}, {}


def main():
    server = Server(connect(sys.argv[1]))
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        try:
            reply = server.answer(json.loads(line))
        except Exception as error:
            reply = {"failed": repr(error)}
        print(json.dumps(reply), flush=True)
    server.close()  # a document left open leaves its lock file behind
    server.desktop.terminate()


main()
