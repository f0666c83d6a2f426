"""Whether greedy decoding stops: with a bias under which some sentences end early and others go on."""

import numpy as np

STOP, START = 0, 1


def stops(student, draw):
    context, E_t, W_t, U_t, C, b_t, W_y, b_y, steps = draw.arguments.values()
    for more in np.linspace(0, 12, 49):
        bias = b_y + more * (np.arange(len(b_y)) == STOP)
        weights = (E_t, W_t, U_t, C, b_t, W_y, bias)
        words = write(context, *weights, steps, ends=True)
        if (words != write(context, *weights, steps, ends=False)).any():
            break
    found = np.asarray(student.call("greedy_decode", context, *weights, steps)["words"])
    if found.shape != words.shape:
        return "`words` has another shape than is asked."
    ended = np.cumsum(words == STOP, axis=1) - (words == STOP) > 0
    if (found[~ended] == words[~ended]).all() and (found[ended] != STOP).any():
        return "A sentence goes on after its stop: from its first stop on, a row holds nothing but stops."
    if not student.same(found, words):
        return "Where a stop is likely, some words are wrong. Is the stop noticed, and only after it was said?"
    return None


def write(context, E_t, W_t, U_t, C, b_t, W_y, b_y, steps, *, ends):
    s, word, words = context, np.full(len(context), START), []
    for t in range(steps):
        s = np.tanh(E_t[word] @ W_t.T + s @ U_t.T + context @ C.T + b_t)
        best = np.argmax(s @ W_y.T + b_y, axis=1)
        word = np.where(word == STOP, STOP, best) if ends and t > 0 else best
        words.append(word)
    return np.stack(words, axis=1)
