"""That the sequential form, from an empty cache on, is the parallel one."""

import numpy as np

STEPS = 6


def steps_agree(student, draw):
    count = len(draw.arguments["q"])
    widths = [draw.arguments[name].shape[1] for name in ("q", "k", "v")]
    q, k, v = (student.rng.standard_normal((count, STEPS, width)) for width in widths)
    keys, values = k[:, :0], v[:, :0]
    for t in range(STEPS):
        step = student.call("attention_step", q[:, t], k[:, t], v[:, t], keys, values)
        if not student.same(step["y"], attend(q[:, t], k[:, : t + 1], v[:, : t + 1])):
            own = f"With {t} keys in the cache that it has filled itself, `attention_step` gives another `y`"
            return f"{own} than attention over all steps at once."
        keys, values = step["all_keys"], step["all_values"]
    return None


def attend(q, keys, values):
    """Equation (4) for one query over all keys, from what was drawn here: nobody earns this by being wrong twice."""
    scores = np.einsum("nd,ntd->nt", q, keys) / np.sqrt(q.shape[1])
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.einsum("nt,nte->ne", exponentials / exponentials.sum(axis=1, keepdims=True), values)
