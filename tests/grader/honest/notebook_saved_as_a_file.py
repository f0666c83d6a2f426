#!/usr/bin/env python
# coding: utf-8

# # Recurrent networks
# Downloaded from a notebook; half of it was then edited by hand.

# In[1]:


get_ipython().run_line_magic('matplotlib', 'inline')
get_ipython().system('pip install numpy')
%load_ext autoreload
%autoreload 2
!pip install -q numpy
import numpy as np
np.tanh?

# In[2]:


def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    """One step:

    % h = tanh(W_xh x + W_hh h_prev + b_h)
    ! and y = W_hy h + b_y
    """
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T
                + b_h)
    y = h @ W_hy.T + b_y
    return h, y, (x, h_prev, h, W_xh, W_hh, W_hy)


def rnn_cell_backward(dh, dy, cache):
    x, h_prev, h, W_xh, W_hh, W_hy = cache
    dz = (dh + dy @ W_hy) * (1 - h**2)
    return dz @ W_xh, dz @ W_hh, dz.T @ x, dz.T @ h_prev, dy.T @ h, dz.sum(axis=0), dy.sum(axis=0)

# In[3]:


files = !ls
%time display(rnn_cell_forward)
