import torch


def lstm_cell_forward(xt, a_prev, c_prev, Wf, bf, Wi, bi, Wc, bc, Wo, bo, Wy, by):
    concat = torch.cat([a_prev, xt])
    f, i, o = (torch.sigmoid(W @ concat + b) for W, b in ((Wf, bf), (Wi, bi), (Wo, bo)))
    c_next = f * c_prev + i * torch.tanh(Wc @ concat + bc)
    a_next = o * torch.tanh(c_next)
    return a_next, c_next, torch.softmax(Wy @ a_next + by, dim=0)


def lstm_forward(x, a0, *parameters):
    a, c, steps = a0, torch.zeros_like(a0), []
    for t in range(x.shape[2]):
        a, c, y = lstm_cell_forward(x[:, :, t], a, c, *parameters)
        steps.append((a, y, c))
    return tuple(torch.stack(parts, dim=2) for parts in zip(*steps, strict=True))
