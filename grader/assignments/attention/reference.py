"""The oracle: equations (1) to (4) in torch. The softmax is written out, so that the tests can take complex steps."""

import torch


def softmax(scores):
    """Over the last axis. The largest score is a constant to the gradient: it changes no weight."""
    exponentials = torch.exp(scores - scores.detach().real.amax(dim=-1, keepdim=True))
    return exponentials / exponentials.sum(dim=-1, keepdim=True)


def attention_forward(q, k, v):
    scores = q @ k.transpose(1, 2) / q.shape[2] ** 0.5
    visible = torch.ones(scores.shape[1:], dtype=torch.bool).tril()
    hidden = torch.full_like(scores, -1e30)
    weights = softmax(torch.where(visible, scores, hidden))
    return weights @ v, weights


def attention_step(q, k, v, keys, values):
    all_keys = torch.cat([keys, k.unsqueeze(1)], dim=1)
    all_values = torch.cat([values, v.unsqueeze(1)], dim=1)
    weights = softmax((all_keys @ q.unsqueeze(2)).squeeze(2) / q.shape[1] ** 0.5)
    y = (weights.unsqueeze(1) @ all_values).squeeze(1)
    return y, all_keys, all_values
