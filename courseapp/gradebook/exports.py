"""The gradebook as a file for a spreadsheet."""

import csv
import io
from decimal import Decimal

from courseapp.courses.points import write_points
from courseapp.gradebook.table import Table

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads the names as Windows text
FORMULA_STARTS = ("=", "+", "-", "@")
CONTROL_STARTS = ("\t", "\r")


def write_csv(table: Table) -> str:
    """One line a student: name, address, section, points item by item, total. Empty: nothing was handed in."""
    text = io.StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    titles = [f"{column.title} (of {show(column.max_points)})" for column in table.columns]
    writer.writerow(map(defuse, ["Name", "E-mail", "Section", *titles, f"Total (of {show(table.max_total)})"]))
    for row in table.rows:
        points = [show(cell.points) for cell in row.cells]
        writer.writerow(map(defuse, [row.name, row.email, row.section, *points, show(row.total)]))
    return text.getvalue()


def defuse(value: str) -> str:
    """A spreadsheet takes what begins like this for a formula, and runs it; behind an apostrophe it is text."""
    is_formula = value.startswith(CONTROL_STARTS) or value.lstrip().startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value


def show(points: Decimal | None) -> str:
    return "" if points is None else write_points(points)
