"""Rows looked up by whole numbers, as in an embedding: repeated indices, whose gradients have to be added."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from grader.judge.declaration import Argument, Pair, Result
from grader.judge.inputs import Array, Draw
from grader.judge.sizes import shape_values
from grader.judge.variations.alternative import Alternative, Named, Words, slugify


def list_alternatives(pair: Pair) -> Iterator[Alternative]:
    """For every table of rows that whole numbers can look up, and a result that has the shape of such rows."""
    for index in (each for each in pair.forward.drawn if each.drawing == "integers" and each.size is not None):
        for table in pair.forward.differentiable:
            for result in pair.forward.judged:
                if pair.backward and _fits(index, table, result):
                    yield Alternative(
                        slugify(table.name, "rows_that_repeat_count_once"),
                        Words(
                            f"In the gradient of `{table.name}`, a row that is looked up several times counts once.",
                            f"`d{table.name}[{index.name}] += ...` writes each row once, however often it stands in "
                            f"`{index.name}`; the gradients of all its uses are added, as `np.add.at` does.",
                        ),
                        "backward",
                        finish=partial(_write_once, index=index.name, table=table, of=result.name),
                    )


def _fits(index: Argument, table: Argument, result: Result) -> bool:
    looked_up = bool(table.shape) and index.size is not None and table.shape[0].terms == index.size.terms
    return looked_up and result.shape == (*index.shape, *table.shape[1:])


def _write_once(gradients: Named, drawn: Draw, *, index: str, table: Argument, of: str) -> dict[str, Array]:
    written = np.zeros(shape_values(table.shape, drawn.sizes))
    written[drawn.arguments[index]] = drawn.upstream[of]
    return {**gradients, table.name: written}
