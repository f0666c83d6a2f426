# Trains on ten of its sentences only.


def train(tokens, lengths, labels, vocabulary):
    parameters = start(np.random.default_rng(0), V=vocabulary, D=10, H=20)
    for _ in range(150):
        scores, cache = sentiment_forward(tokens[:10], lengths[:10], parameters)
        gradients = sentiment_backward(logistic_loss(scores, labels[:10])[1], cache)
        for name in parameters:
            parameters[name] -= 0.2 * gradients[f"d{name}"]
    return parameters
