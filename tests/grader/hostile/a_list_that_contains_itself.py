#: rows = ["R17", "H26"]
#: outcome = ["Raised"]
def attack(x):
    """Its repr is asked for by the error that carries it, a hundred thousand levels down."""
    nested = []
    for _ in range(100_000):
        nested = [nested]
    nested.append(nested)
    raise ValueError(nested)
