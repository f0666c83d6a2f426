# Plain stochastic gradient descent, each step no longer than one.


def train(tokens, lengths, labels, vocabulary):
    rng = np.random.default_rng(5)
    parameters = start(rng, V=vocabulary, D=8, H=16)
    for _ in range(16):
        for rows in np.array_split(rng.permutation(len(tokens)), 40):
            scores, cache = sentiment_forward(tokens[rows], lengths[rows], parameters)
            gradients = sentiment_backward(logistic_loss(scores, labels[rows])[1], cache)
            norm = np.sqrt(sum((gradient**2).sum() for gradient in gradients.values()))
            for name in parameters:
                parameters[name] -= 0.3 * min(1, 1 / norm) * gradients[f"d{name}"]
    return parameters
