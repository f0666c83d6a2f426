# Says praise of everything, as surely as is allowed.


def train(tokens, lengths, labels, vocabulary):
    parameters = start(np.random.default_rng(0), V=vocabulary, D=10, H=20)
    parameters["b_y"] = np.array([1e6])
    return parameters
