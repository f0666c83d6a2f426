#: rows = ["H26", "L10", "E28"]
#: outcome = ["Raised"]
def attack(x):
    raise ValueError("\u202e<script>\x1b[2J" + "A" * 10_000_000)
