# Gradient descent with momentum, no step longer than one; a smaller network.


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    rng = np.random.default_rng(8)
    parameters = start(rng, S=source_words, V=target_words, D=24, H=56)
    speed = {name: np.zeros_like(value) for name, value in parameters.items()}
    for epoch in range(14):
        rate = 0.12 if epoch < 10 else 0.04
        for rows in np.array_split(rng.permutation(len(source)), 50):
            context, encoded = encode(source[rows], source_lengths[rows], parameters)
            scores, decoded = decode(context, target[rows], parameters)
            _, dscores = translation_loss(scores, target[rows], target_lengths[rows])
            dcontext, gradients = decode_backward(dscores, decoded)
            gradients |= encode_backward(dcontext, encoded)
            norm = np.sqrt(sum((gradient**2).sum() for gradient in gradients.values()))
            for name in parameters:
                speed[name] = 0.9 * speed[name] - rate * min(1, 1 / norm) * gradients[f"d{name}"]
                parameters[name] += speed[name]
    return parameters
