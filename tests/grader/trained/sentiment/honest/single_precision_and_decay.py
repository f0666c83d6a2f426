# Keeps float32 throughout, lets the weights decay, shrinks the step; returns more than is asked, in another order.


def train(tokens, lengths, labels, vocabulary):
    rng = np.random.default_rng(11)
    weights = start(rng, V=vocabulary, D=12, H=32)
    weights = {name: weights[name].astype(np.float32) for name in sorted(weights)}
    mean = {name: np.zeros_like(weight) for name, weight in weights.items()}
    square = {name: np.zeros_like(weight) for name, weight in weights.items()}
    for step in range(1, 601):
        rows = rng.choice(len(tokens), 40, replace=False)
        scores, cache = sentiment_forward(tokens[rows], lengths[rows], weights)
        gradients = sentiment_backward(logistic_loss(scores, labels[rows])[1], cache)
        for name, weight in weights.items():
            gradient = gradients[f"d{name}"].astype(np.float32)
            mean[name] += np.float32(0.1) * (gradient - mean[name])
            square[name] += np.float32(0.002) * (gradient**2 - square[name])
            size = np.sqrt(square[name] / np.float32(1 - 0.998**step)) + np.float32(1e-6)
            rate = np.float32(0.008 if step < 450 else 0.003)
            weight -= rate * (mean[name] / size + np.float32(1e-4) * weight)
    return {**weights, "steps": 600}
