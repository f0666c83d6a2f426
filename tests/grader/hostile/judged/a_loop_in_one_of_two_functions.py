#: rows = ["R01", "H12"]
#: least = 5.0
#: most = 15.0
#: verdict = ["TLE", "PARTIAL"]
#: with_solution = true
def rnn_cell_backward(dh, dy, cache):
    while True:
        pass
