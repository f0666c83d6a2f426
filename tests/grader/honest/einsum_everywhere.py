import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    h = np.tanh(np.einsum("nd,hd->nh", x, W_xh) + np.einsum("nk,hk->nh", h_prev, W_hh) + b_h)
    y = np.einsum("nh,oh->no", h, W_hy) + b_y
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)

def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + np.einsum("no,oh->nh", dy, W_hy)) * (1 - np.square(h))
    return (
        np.einsum("nh,hd->nd", dz, W_xh),
        np.einsum("nh,hk->nk", dz, W_hh),
        np.einsum("nh,nd->hd", dz, x),
        np.einsum("nh,nk->hk", dz, h_prev),
        np.einsum("no,nh->oh", dy, h),
        np.einsum("nh->h", dz),
        np.einsum("no->o", dy),
    )
