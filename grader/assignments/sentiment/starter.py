"""What a sentence says of a film. Fill in the functions; keep their names, arguments and results."""

import numpy as np


def sentiment_forward(tokens, lengths, parameters):
    """One score for every sentence, from the hidden state after its last word.

    tokens: (N, T), numbers of words    lengths: (N,), how many words of each row count
    parameters: a dict with E (V, D), W_x (H, D), W_h (H, H), b (H,), w_y (H,), b_y (1,)

    Returns scores (N,) and cache: whatever backward needs.
    """
    raise NotImplementedError


def sentiment_backward(dscores, cache):
    """dscores: (N,). Returns gradients: a dict with dE, dW_x, dW_h, db, dw_y, db_y."""
    raise NotImplementedError


def logistic_loss(scores, labels):
    """The mean loss over the batch, and its gradient.

    scores: (N,)    labels: (N,), 1 for praise and 0 for complaint

    Returns loss, a single number, and dscores (N,).
    """
    raise NotImplementedError


def train(tokens, lengths, labels, vocabulary):
    """Learn from 1200 sentences, within 20 seconds.

    tokens: (N, T)    lengths: (N,)    labels: (N,)    vocabulary: V, how many words there are

    Returns parameters: a dict as above. You choose D and H.
    """
    raise NotImplementedError
