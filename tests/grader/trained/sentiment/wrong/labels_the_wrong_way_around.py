# Takes 0 for praise.


def train(tokens, lengths, labels, vocabulary):
    rng = np.random.default_rng(0)
    parameters = start(rng, V=vocabulary, D=10, H=20)
    for _ in range(10):
        for rows in np.array_split(rng.permutation(len(tokens)), 40):
            scores, cache = sentiment_forward(tokens[rows], lengths[rows], parameters)
            gradients = sentiment_backward(logistic_loss(scores, 1 - labels[rows])[1], cache)
            norm = np.sqrt(sum((gradient**2).sum() for gradient in gradients.values()))
            for name in parameters:
                parameters[name] -= 0.3 * min(1, 1 / norm) * gradients[f"d{name}"]
    return parameters
