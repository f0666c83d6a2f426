"""The bias of the encoder is left out.

Every step of equation (1) adds `b_s` before the tanh.
"""

import numpy as np

STOP, START = 0, 1


def encode(source, source_lengths, parameters):
    E_s, W_s, U_s, b_s = (parameters[name] for name in ("E_s", "W_s", "U_s", "b_s"))
    x = E_s[source]
    h = np.zeros((len(source), len(b_s)))
    states = [h]
    for t in range(source.shape[1]):
        new = np.tanh(x[:, t] @ W_s.T + h @ U_s.T)
        # A sentence that has ended keeps its last state.
        h = np.where((t < source_lengths)[:, None], new, h)
        states.append(h)
    return h, (source, source_lengths, x, states, parameters)


def encode_backward(dcontext, cache):
    source, source_lengths, x, states, parameters = cache
    W_s, U_s = parameters["W_s"], parameters["U_s"]
    dW_s, dU_s, db_s = np.zeros(W_s.shape), np.zeros(U_s.shape), np.zeros(len(U_s))
    dx = np.zeros(x.shape)
    dh = dcontext
    for t in reversed(range(source.shape[1])):
        goes_on = (t < source_lengths)[:, None]
        dz = dh * goes_on * (1 - states[t + 1] ** 2)
        dx[:, t] = dz @ W_s
        dW_s += dz.T @ x[:, t]
        dU_s += dz.T @ states[t]
        dh = dz @ U_s + dh * ~goes_on
    dE_s = np.zeros(parameters["E_s"].shape)
    np.add.at(dE_s, source, dx)
    return {"dE_s": dE_s, "dW_s": dW_s, "dU_s": dU_s, "db_s": db_s}


def step(word, s, context, parameters):
    """One step of the decoder: its new state, from the word before, the state before, and the context."""
    given = parameters["E_t"][word] @ parameters["W_t"].T
    return np.tanh(given + s @ parameters["U_t"].T + context @ parameters["C"].T + parameters["b_t"])


def decode(context, target, parameters):
    # Each step is given the word that should have come before it, and the first one the start.
    given = np.concatenate([np.full((len(target), 1), START), target[:, :-1]], axis=1)
    states = [context]
    for t in range(target.shape[1]):
        states.append(step(given[:, t], states[-1], context, parameters))
    scores = np.stack(states[1:], axis=1) @ parameters["W_y"].T + parameters["b_y"]
    return scores, (context, given, states, parameters)


def decode_backward(dscores, cache):
    context, given, states, parameters = cache
    gradients = {f"d{name}": np.zeros(parameters[name].shape) for name in ("E_t", "W_t", "U_t", "C", "b_t")}
    gradients["dW_y"] = np.einsum("ntv,nth->vh", dscores, np.stack(states[1:], axis=1))
    gradients["db_y"] = dscores.sum(axis=(0, 1))
    dcontext, ds = np.zeros(context.shape), np.zeros(context.shape)
    for t in reversed(range(given.shape[1])):
        dz = (dscores[:, t] @ parameters["W_y"] + ds) * (1 - states[t + 1] ** 2)
        gradients["dW_t"] += dz.T @ parameters["E_t"][given[:, t]]
        gradients["dU_t"] += dz.T @ states[t]
        gradients["dC"] += dz.T @ context
        gradients["db_t"] += dz.sum(axis=0)
        np.add.at(gradients["dE_t"], given[:, t], dz @ parameters["W_t"])
        dcontext += dz @ parameters["C"]
        ds = dz @ parameters["U_t"]
    # The context is also the state that the decoder begins with.
    return dcontext + ds, gradients


def translation_loss(scores, target, target_lengths):
    shifted = scores - scores.max(axis=2, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
    n, t = np.indices(target.shape)
    counts = t < target_lengths[:, None]
    loss = -(log_p[n, t, target] * counts).sum() / counts.sum()
    dscores = np.exp(log_p)
    dscores[n, t, target] -= 1
    return loss, dscores * counts[:, :, None] / counts.sum()


def greedy_decode(context, parameters, steps):
    s, word = context, np.full(len(context), START)
    words = np.full((len(context), steps), STOP)
    ended = np.zeros(len(context), dtype=bool)
    for t in range(steps):
        s = step(word, s, context, parameters)
        best = np.argmax(s @ parameters["W_y"].T + parameters["b_y"], axis=1)
        # After its stop, a sentence says nothing more.
        word = np.where(ended, STOP, best)
        words[:, t] = word
        ended |= word == STOP
    return words


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    rng = np.random.default_rng(0)
    parameters = start(rng, S=source_words, V=target_words, D=20, H=64)
    mean = {name: np.zeros_like(value) for name, value in parameters.items()}
    square = {name: np.zeros_like(value) for name, value in parameters.items()}
    count = 0
    for epoch in range(12):
        rate = 0.006 if epoch < 9 else 0.002
        order = rng.permutation(len(source))
        for begin in range(0, len(order), 32):
            rows = order[begin : begin + 32]
            context, encoded = encode(source[rows], source_lengths[rows], parameters)
            scores, decoded = decode(context, target[rows], parameters)
            _, dscores = translation_loss(scores, target[rows], target_lengths[rows])
            dcontext, gradients = decode_backward(dscores, decoded)
            gradients |= encode_backward(dcontext, encoded)
            count += 1
            for name, value in parameters.items():  # Adam
                gradient = gradients[f"d{name}"]
                mean[name] += 0.1 * (gradient - mean[name])
                square[name] += 0.001 * (gradient**2 - square[name])
                size = np.sqrt(square[name] / (1 - 0.999**count)) + 1e-8
                value -= rate * mean[name] / (1 - 0.9**count) / size
    return parameters


def start(rng, *, S, V, D, H):
    shapes = {"E_s": (S, D), "W_s": (H, D), "U_s": (H, H), "E_t": (V, D), "W_t": (H, D), "U_t": (H, H)}
    shapes |= {"C": (H, H), "W_y": (V, H)}
    parameters = {name: rng.standard_normal(shape) / np.sqrt(shape[1]) for name, shape in shapes.items()}
    return parameters | {"b_s": np.zeros(H), "b_t": np.zeros(H), "b_y": np.zeros(V)}
