import torch


def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    i, f, o, g = (x @ Wx + prev_h @ Wh + b).chunk(4, dim=1)
    next_c = torch.sigmoid(f) * prev_c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(next_c), next_c


def rnn_forward(x, h0, Wx, Wh, b):
    h, states = h0, []
    for x_t in x.unbind(dim=1):
        h = torch.tanh(x_t @ Wx + h @ Wh + b)
        states.append(h)
    return torch.stack(states, dim=1)


def word_embedding_forward(x, W):
    return W[x]


def temporal_softmax_loss(x, y, mask):
    log_p = torch.log_softmax(x, dim=2).gather(2, y.unsqueeze(2)).squeeze(2)
    return -(log_p * mask).sum() / len(x)
