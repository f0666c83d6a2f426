#: rows = ["F31"]
#: least = 20.0
#: with_solution = true
np.seterr(all="ignore")
np.set_printoptions(precision=1)
np.random.seed(0)
