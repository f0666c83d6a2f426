"""A sentiment network by somebody who works on the running sentences only, and trains by momentum."""

import numpy as np


def sentiment_forward(tokens, lengths, parameters):
    m = {**parameters, "tokens": tokens, "lengths": np.asarray(lengths)}
    state = np.zeros((tokens.shape[0], m["W_h"].shape[0]))
    m["trace"] = []
    for t in range(int(m["lengths"].max())):
        running = np.flatnonzero(m["lengths"] > t)
        words = tokens[running, t]
        before = state[running]
        after = np.tanh(m["E"][words].dot(m["W_x"].T) + before.dot(m["W_h"].T) + m["b"])
        state[running] = after
        m["trace"].append((running, words, before, after))
    m["end"] = state.copy()
    scores = state.dot(m["w_y"]) + m["b_y"]
    return scores, m


def sentiment_backward(dscores, cache):
    m = cache
    g = {"d" + name: np.zeros_like(m[name]) for name in ("E", "W_x", "W_h", "b", "w_y", "b_y")}
    g["dw_y"] += dscores.dot(m["end"])
    g["db_y"] += dscores.sum()
    into = dscores[:, None] * m["w_y"][None, :]
    for running, words, before, after in reversed(m["trace"]):
        delta = into[running] * (1.0 - np.square(after))
        g["dW_x"] += delta.T.dot(m["E"][words])
        g["dW_h"] += delta.T.dot(before)
        g["db"] += delta.sum(axis=0)
        np.add.at(g["dE"], words, delta.dot(m["W_x"]))
        into[running] = delta.dot(m["W_h"])
    return g


def logistic_loss(scores, labels):
    count = scores.shape[0]
    signs = 2.0 * labels - 1.0
    margin = signs * scores
    cost = np.logaddexp(0.0, -margin)
    wrong = np.exp(-np.logaddexp(0.0, margin))
    return cost.mean(), -signs * wrong / count


def train(tokens, lengths, labels, vocabulary):
    rng = np.random.RandomState(4)
    width, hidden = 12, 24
    shapes = {"E": (vocabulary, width), "W_x": (hidden, width), "W_h": (hidden, hidden), "w_y": (hidden,)}
    parameters = {name: rng.uniform(-0.4, 0.4, size=shape) for name, shape in shapes.items()}
    parameters.update(b=np.zeros(hidden), b_y=np.zeros(1))
    speed = {name: np.zeros_like(value) for name, value in parameters.items()}
    for _ in range(15):
        order = rng.permutation(tokens.shape[0])
        for rows in np.array_split(order, 40):
            scores, cache = sentiment_forward(tokens[rows], lengths[rows], parameters)
            gradients = sentiment_backward(logistic_loss(scores, labels[rows])[1], cache)
            norm = np.sqrt(sum(np.square(each).sum() for each in gradients.values()))
            for name in parameters:
                speed[name] = 0.9 * speed[name] - 0.1 * min(1.0, 1.0 / norm) * gradients["d" + name]
                parameters[name] = parameters[name] + speed[name]
    return parameters
