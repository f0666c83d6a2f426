"""The derivative takes the tanh of a state that is one already.

What was kept is $h_t$ itself, so the derivative is $1 - h_t^2$.
"""

import numpy as np


def sentiment_forward(tokens, lengths, parameters):
    E, W_x, W_h, b = (parameters[name] for name in ("E", "W_x", "W_h", "b"))
    x = E[tokens]
    h = np.zeros((len(tokens), len(b)))
    states = [h]
    for t in range(tokens.shape[1]):
        new = np.tanh(x[:, t] @ W_x.T + h @ W_h.T + b)
        # A sentence that has ended keeps its last state.
        h = np.where((t < lengths)[:, None], new, h)
        states.append(h)
    return h @ parameters["w_y"] + parameters["b_y"], (tokens, lengths, x, states, parameters)


def sentiment_backward(dscores, cache):
    tokens, lengths, x, states, parameters = cache
    W_x, W_h = parameters["W_x"], parameters["W_h"]
    dW_x, dW_h, db = np.zeros(W_x.shape), np.zeros(W_h.shape), np.zeros(len(W_h))
    dx = np.zeros(x.shape)
    # The score is read from the last state alone; every earlier one is reached through the one after it.
    dh = np.outer(dscores, parameters["w_y"])
    for t in reversed(range(tokens.shape[1])):
        goes_on = (t < lengths)[:, None]
        dz = dh * goes_on * (1 - np.tanh(states[t + 1]) ** 2)
        dx[:, t] = dz @ W_x
        dW_x += dz.T @ x[:, t]
        dW_h += dz.T @ states[t]
        db += dz.sum(axis=0)
        dh = dz @ W_h + dh * ~goes_on
    # A word that occurs several times collects the gradients of all its places.
    dE = np.zeros(parameters["E"].shape)
    np.add.at(dE, tokens, dx)
    dw_y, db_y = states[-1].T @ dscores, dscores.sum(keepdims=True)
    return {"dE": dE, "dW_x": dW_x, "dW_h": dW_h, "db": db, "dw_y": dw_y, "db_y": db_y}


def logistic_loss(scores, labels):
    loss = np.mean(np.maximum(scores, 0) + np.log1p(np.exp(-np.abs(scores))) - labels * scores)
    # The logistic function, with the exponential of negative numbers only.
    small = np.exp(-np.abs(scores))
    p = np.where(scores >= 0, 1, small) / (1 + small)
    return loss, (p - labels) / len(scores)


def train(tokens, lengths, labels, vocabulary):
    rng = np.random.default_rng(0)
    parameters = start(rng, V=vocabulary, D=10, H=20)
    mean = {name: np.zeros_like(value) for name, value in parameters.items()}
    square = {name: np.zeros_like(value) for name, value in parameters.items()}
    step = 0
    for _ in range(16):
        order = rng.permutation(len(tokens))
        for begin in range(0, len(order), 32):
            rows = order[begin : begin + 32]
            scores, cache = sentiment_forward(tokens[rows], lengths[rows], parameters)
            _, dscores = logistic_loss(scores, labels[rows])
            gradients = sentiment_backward(dscores, cache)
            step += 1
            for name, value in parameters.items():  # Adam
                gradient = gradients[f"d{name}"]
                mean[name] += 0.1 * (gradient - mean[name])
                square[name] += 0.001 * (gradient**2 - square[name])
                size = np.sqrt(square[name] / (1 - 0.999**step)) + 1e-8
                value -= 0.01 * mean[name] / (1 - 0.9**step) / size
    return parameters


def start(rng, *, V, D, H):
    return {
        "E": 0.5 * rng.standard_normal((V, D)),
        "W_x": rng.standard_normal((H, D)) / np.sqrt(D),
        "W_h": rng.standard_normal((H, H)) / np.sqrt(H),
        "b": np.zeros(H),
        "w_y": rng.standard_normal(H) / np.sqrt(H),
        "b_y": np.zeros(1),
    }
