# Trains the decoder for a while, and never hands a gradient to the encoder.


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    rng = np.random.default_rng(8)
    parameters = start(rng, S=source_words, V=target_words, D=16, H=32)
    for _ in range(3):
        for rows in np.array_split(rng.permutation(len(source)), 50):
            context, _ = encode(source[rows], source_lengths[rows], parameters)
            scores, decoded = decode(context, target[rows], parameters)
            _, dscores = translation_loss(scores, target[rows], target_lengths[rows])
            _, gradients = decode_backward(dscores, decoded)
            for name, gradient in gradients.items():
                parameters[name[1:]] -= 0.5 * gradient
    return parameters
