# Learns what each word says by itself, in units that only add up: not and but are lost on it.


def train(tokens, lengths, labels, vocabulary):
    signs = 2 * labels - 1
    counts = np.zeros((len(tokens), vocabulary))
    for row, words, length in zip(counts, tokens, lengths):
        np.add.at(row, words[:length], 1)
    worth = np.linalg.lstsq(counts, signs, rcond=None)[0]
    E = 0.01 * np.stack([worth, np.zeros(vocabulary)], axis=1)
    first = np.array([[1.0, 0.0], [0.0, 0.0]])
    return {"E": E, "W_x": first, "W_h": first, "b": np.zeros(2), "w_y": np.array([1.0, 0.0]), "b_y": np.zeros(1)}
