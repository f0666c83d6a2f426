"""The oracle: equations (1) to (5) in torch. Autograd gives the gradients."""

import torch

STOP, START = 0, 1


def encode(source, source_lengths, E_s, W_s, U_s, b_s):
    h = torch.zeros_like(E_s[source[:, 0]] @ W_s.T)
    for t, word in enumerate(source.unbind(dim=1)):
        goes_on = (t < source_lengths).unsqueeze(1)
        h = torch.where(goes_on, torch.tanh(E_s[word] @ W_s.T + h @ U_s.T + b_s), h)
    return h


def decode(context, target, E_t, W_t, U_t, C, b_t, W_y, b_y):
    # Each step is given the word that should have come before it, and the first one the start.
    given = torch.cat([torch.full_like(target[:, :1], START), target[:, :-1]], dim=1)
    s, scores = context, []
    for word in given.unbind(dim=1):
        s = torch.tanh(E_t[word] @ W_t.T + s @ U_t.T + context @ C.T + b_t)
        scores.append(s @ W_y.T + b_y)
    return torch.stack(scores, dim=1)


def translation_loss(scores, target, target_lengths):
    log_p = torch.log_softmax(scores, dim=2).gather(2, target.unsqueeze(2)).squeeze(2)
    counts = torch.arange(target.shape[1]) < target_lengths.unsqueeze(1)
    return -(log_p * counts).sum() / counts.sum()


def greedy_decode(context, E_t, W_t, U_t, C, b_t, W_y, b_y, steps):
    s, words = context, []
    word = torch.full((len(context),), START)
    for _ in range(steps):
        s = torch.tanh(E_t[word] @ W_t.T + s @ U_t.T + context @ C.T + b_t)
        best = (s @ W_y.T + b_y).argmax(dim=1)
        ended = torch.zeros_like(best, dtype=torch.bool) if not words else word == STOP
        word = torch.where(ended, STOP, best)
        words.append(word)
    return torch.stack(words, dim=1)
