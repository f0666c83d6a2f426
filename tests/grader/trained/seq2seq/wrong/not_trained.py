# Returns what it began with.


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    return start(np.random.default_rng(0), S=source_words, V=target_words, D=16, H=48)
