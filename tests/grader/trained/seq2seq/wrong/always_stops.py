# Writes nothing but stops, as surely as is allowed.


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    parameters = start(np.random.default_rng(0), S=source_words, V=target_words, D=16, H=48)
    parameters["b_y"][STOP] = 1e6
    return parameters
