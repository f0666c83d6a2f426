"""From one language to another. Fill in the functions; keep their names, arguments and results."""

import numpy as np

STOP, START = 0, 1


def encode(source, source_lengths, parameters):
    """Read sentences into one state each.

    source: (N, L), numbers of words    source_lengths: (N,), how many words of each row count
    parameters: a dict with E_s (S, D), W_s (H, D), U_s (H, H), b_s (H,), and perhaps more

    Returns context (N, H) and cache: whatever backward needs.
    """
    raise NotImplementedError


def encode_backward(dcontext, cache):
    """dcontext: (N, H). Returns gradients: a dict with dE_s, dW_s, dU_s, db_s."""
    raise NotImplementedError


def decode(context, target, parameters):
    """Score every word of the translation, each step being given the right word before.

    context: (N, H)    target: (N, T), numbers of words
    parameters: a dict with E_t (V, D), W_t (H, D), U_t (H, H), C (H, H), b_t (H,), W_y (V, H), b_y (V,), and perhaps more

    Returns scores (N, T, V) and cache: whatever backward needs.
    """
    raise NotImplementedError


def decode_backward(dscores, cache):
    """dscores: (N, T, V). Returns dcontext (N, H) and gradients: a dict with dE_t, dW_t, dU_t, dC, db_t, dW_y, db_y."""
    raise NotImplementedError


def translation_loss(scores, target, target_lengths):
    """The mean cross-entropy over the words that count, and its gradient.

    scores: (N, T, V)    target: (N, T)    target_lengths: (N,), how many words of each row count, with the stop

    Returns loss, a single number, and dscores (N, T, V).
    """
    raise NotImplementedError


def greedy_decode(context, parameters, steps):
    """Write translations word by word, always the best one.

    context: (N, H)    parameters: a dict as for decode    steps: how many words at most

    Returns words (N, steps), whole numbers: after its first STOP a row holds nothing but STOP.
    """
    raise NotImplementedError


def train(source, source_lengths, target, target_lengths, source_words, target_words):
    """Learn from 1800 pairs of sentences, within 30 seconds.

    source: (N, L)    source_lengths: (N,)    target: (N, T)    target_lengths: (N,)
    source_words: S    target_words: V, how many words each language has

    Returns parameters: a dict with all that encode and decode use. You choose D and H.
    """
    raise NotImplementedError
