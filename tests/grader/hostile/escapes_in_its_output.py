#: rows = ["E28", "E13", "E30"]
#: outcome = ["Returned"]
import sys


def attack(x):
    """Steer the terminal of whoever reads this, turn its letters around, forge a second line of a log."""
    print("\x1b]0;owned\x07\x1b[2J\x1b[31m<script>alert(1)</script>\x9b31m \u202e evil \u2066 \u200f")
    print("fine\rERROR 100 of 100 points\x08\x0c\x1b[8m")
    sys.stderr.write("\x1bP+q544e\x1b\\")
    return x
