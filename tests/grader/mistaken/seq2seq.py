"""A translator by somebody who works on the running sentences only, and writes sentence after sentence."""

import numpy as np


def encode(source, source_lengths, parameters):
    m = {"p": parameters, "steps": []}
    state = np.zeros((source.shape[0], parameters["U_s"].shape[0]))
    for t in range(int(np.max(source_lengths))):
        running = np.flatnonzero(source_lengths > t)
        words, before = source[running, t], state[running]
        z = parameters["E_s"][words].dot(parameters["W_s"].T) + before.dot(parameters["U_s"].T)
        state[running] = np.tanh(z + parameters["b_s"])
        m["steps"].append((running, words, before, state[running]))
    return state.copy(), m


def encode_backward(dcontext, cache):
    p = cache["p"]
    g = {"d" + name: np.zeros_like(p[name]) for name in ("E_s", "W_s", "U_s", "b_s")}
    into = np.array(dcontext)
    for running, words, before, after in reversed(cache["steps"]):
        delta = into[running] * (1.0 - np.square(after))
        g["dW_s"] += delta.T.dot(p["E_s"][words])
        g["dU_s"] += delta.T.dot(before)
        g["db_s"] += delta.sum(axis=0)
        np.add.at(g["dE_s"], words, delta.dot(p["W_s"]))
        into[running] = delta.dot(p["U_s"])
    return g


def decode(context, target, parameters):
    p = parameters
    fed = np.ones_like(target)
    fed[:, 1:] = target[:, :-1]
    always = context.dot(p["C"].T) + p["b_t"]
    trace = np.zeros((target.shape[1] + 1, *context.shape))
    trace[0] = context
    for t in range(target.shape[1]):
        trace[t + 1] = np.tanh(p["E_t"][fed[:, t]].dot(p["W_t"].T) + trace[t].dot(p["U_t"].T) + always)
    scores = np.einsum("tnh,vh->ntv", trace[1:], p["W_y"]) + p["b_y"]
    return scores, (p, context, fed, trace)


def decode_backward(dscores, cache):
    p, context, fed, trace = cache
    g = {"d" + name: np.zeros_like(p[name]) for name in ("E_t", "W_t", "U_t", "C", "b_t")}
    g["dW_y"] = np.einsum("ntv,tnh->vh", dscores, trace[1:])
    g["db_y"] = dscores.sum(axis=1).sum(axis=0)
    later, total = 0.0, 0.0
    for t in range(fed.shape[1] - 1, -1, -1):
        delta = (dscores[:, t].dot(p["W_y"]) + later) * (1.0 - np.square(trace[t + 1]))
        g["dW_t"] += delta.T.dot(p["E_t"][fed[:, t]])
        g["dU_t"] += delta.T.dot(trace[t])
        g["db_t"] += delta.sum(axis=0)
        np.add.at(g["dE_t"], fed[:, t], delta.dot(p["W_t"]))
        total = total + delta
        later = delta.dot(p["U_t"])
    g["dC"] += total.T.dot(context)
    dcontext = total.dot(p["C"]) + later
    return dcontext, g


def translation_loss(scores, target, target_lengths):
    top = scores.max(axis=-1)
    logs = top + np.log(np.exp(scores - top[..., None]).sum(axis=-1))
    right = np.take_along_axis(scores, target[..., None], axis=-1)[..., 0]
    live = np.arange(target.shape[1])[None, :] < target_lengths[:, None]
    many = live.sum()
    loss = (logs - right)[live].sum() / many
    d = np.exp(scores - logs[..., None])
    np.put_along_axis(d, target[..., None], np.take_along_axis(d, target[..., None], axis=-1) - 1.0, axis=-1)
    d[~live] = 0.0
    return loss, d / many


def greedy_decode(context, parameters, steps):
    p = parameters
    rows = np.zeros((context.shape[0], steps), dtype=int)
    for n in range(context.shape[0]):
        s, word = context[n], 1
        for t in range(steps):
            s = np.tanh(p["W_t"].dot(p["E_t"][word]) + p["U_t"].dot(s) + p["C"].dot(context[n]) + p["b_t"])
            word = int((p["W_y"].dot(s) + p["b_y"]).argmax())
            rows[n, t] = word
            if word == 0:
                break
    return rows


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    rng = np.random.RandomState(3)
    shapes = {"E_s": (source_words, 24), "W_s": (64, 24), "U_s": (64, 64), "E_t": (target_words, 24), "W_t": (64, 24)}
    shapes.update(U_t=(64, 64), C=(64, 64), W_y=(target_words, 64))
    p = {name: rng.normal(0.0, 1.0 / np.sqrt(shape[1]), size=shape) for name, shape in shapes.items()}
    p.update(b_s=np.zeros(64), b_t=np.zeros(64), b_y=np.zeros(target_words))
    first, second = ({name: np.zeros_like(value) for name, value in p.items()} for _ in range(2))
    for count in range(1, 481):
        rows = rng.choice(len(source), 36, replace=False)
        context, read = encode(source[rows], source_lengths[rows], p)
        scores, written = decode(context, target[rows], p)
        dcontext, g = decode_backward(translation_loss(scores, target[rows], target_lengths[rows])[1], written)
        g.update(encode_backward(dcontext, read))
        for name in p:
            first[name] = 0.9 * first[name] + 0.1 * g["d" + name]
            second[name] = 0.999 * second[name] + 0.001 * np.square(g["d" + name])
            size = np.sqrt(second[name] / (1 - 0.999**count)) + 1e-8
            p[name] = p[name] - (0.006 if count < 380 else 0.002) * first[name] / (1 - 0.9**count) / size
    return p
