"""Names of Typst's mathematics, and what they are in LaTeX."""

GREEK = """alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega
 Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"""
SAME = """times div approx equiv sim in exists forall nabla partial prop ell star ast circle quad dots sum integral
union sect top bot tilde to and or not subset supset"""
SYMBOLS: dict[str, str] = {
    **{name: f"\\{name}" for name in f"{GREEK} {SAME}".split()},
    **{f"{letter}{letter}": f"\\mathbb{{{letter}}}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    "epsilon": r"\varepsilon", "epsilon.alt": r"\epsilon", "phi": r"\varphi", "phi.alt": r"\phi", "phi.v": r"\phi",
    "theta.alt": r"\vartheta", "dif": r"\mathrm{d}", "Dif": r"\mathrm{D}", "dot": r"\cdot", "dot.op": r"\cdot",
    "dot.c": r"\cdot", "dots": r"\dots", "dots.h": r"\dots", "dots.c": r"\cdots", "dots.h.c": r"\cdots",
    "dots.v": r"\vdots", "dots.down": r"\ddots", "product": r"\prod", "prop": r"\propto", "integral": r"\int",
    "integral.double": r"\iint", "integral.cont": r"\oint", "oo": r"\infty", "infinity": r"\infty", "diff": r"\partial",
    "arrow": r"\to", "arrow.r": r"\rightarrow", "arrow.l": r"\leftarrow", "arrow.t": r"\uparrow",
    "arrow.b": r"\downarrow", "arrow.l.r": r"\leftrightarrow", "arrow.r.double": r"\Rightarrow",
    "arrow.l.double": r"\Leftarrow", "arrow.l.r.double": r"\Leftrightarrow", "arrow.double": r"\Rightarrow",
    "arrow.long": r"\longrightarrow", "arrow.r.long": r"\longrightarrow", "arrow.r.bar": r"\mapsto",
    "arrow.t.r": r"\nearrow", "arrow.b.r": r"\searrow", "eq": "=", "eq.not": r"\neq", "eq.def": ":=",
    "eq.triple": r"\equiv", "eq.colon": "=:", "colon.eq": ":=", "lt": "<", "gt": ">", "lt.eq": r"\le",
    "gt.eq": r"\ge", "lt.double": r"\ll", "gt.double": r"\gg", "lt.not": r"\nless", "approx.not": r"\not\approx",
    "in.not": r"\notin", "in.rev": r"\ni", "plus": "+", "plus.minus": r"\pm", "minus.plus": r"\mp", "minus": "-",
    "plus.circle": r"\oplus", "times.circle": r"\otimes", "times.o": r"\otimes", "plus.o": r"\oplus",
    "dot.circle": r"\odot", "dot.o": r"\odot", "compose": r"\circ", "circle.small": r"\circ", "convolve": r"\ast",
    "ast": r"\ast", "ast.op": r"\ast", "star": r"\star", "star.op": r"\star", "star.filled": r"\bigstar",
    "tilde.op": r"\sim", "tilde.eq": r"\simeq", "tilde.equiv": r"\cong", "union": r"\cup", "union.big": r"\bigcup",
    "sect": r"\cap", "inter": r"\cap", "sect.big": r"\bigcap", "subset.eq": r"\subseteq", "supset.eq": r"\supseteq",
    "without": r"\setminus", "nothing": r"\emptyset", "emptyset": r"\emptyset", "and": r"\land", "or": r"\lor",
    "not": r"\lnot", "top": r"\top", "tack.r": r"\vdash", "perp": r"\perp", "parallel": r"\parallel",
    "bar.v": "|", "bar.v.double": r"\|", "bar.double": r"\|", "mid": r"\mid", "divides": r"\mid", "slash": "/",
    "angle.l": r"\langle", "angle.r": r"\rangle", "chevron.l": r"\langle", "chevron.r": r"\rangle",
    "degree": r"^\circ",
    "percent": r"\%", "prime": "'", "thin": r"\,", "med": r"\:", "thick": r"\;", "quad": r"\quad", "wide": r"\qquad",
    "space": r"\ ", "comma": ",", "semi": ";", "colon": ":", "therefore": r"\therefore", "because": r"\because",
    "checkmark": r"\checkmark", "crossmark": r"\times", "square": r"\square", "triangle": r"\triangle",
    "hbar": r"\hbar", "planck.reduce": r"\hbar", "aleph": r"\aleph", "Re": r"\operatorname{Re}",
    "Im": r"\operatorname{Im}", "quote": "\"", "bullet": r"\bullet", "circle": r"\circ", "gradient": r"\nabla",
    "backslash": r"\setminus", "hash": r"\#", "dollar": r"\$", "amp": r"\&", "euro": "€", "dash.em": "—",
}  # fmt: skip
WITH_COMMAND = """sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp ln log lg min max sup inf lim
liminf limsup det dim ker gcd arg deg hom Pr"""
WITHOUT_COMMAND = """sinc sgn tr id im mod lcm argmax argmin softmax sech csch arctg tg diag rank sign Var Cov"""
# Operators in upright letters; True where LaTeX has a command of the name.
OPERATORS = {
    **dict.fromkeys(WITH_COMMAND.split(), True),
    **dict.fromkeys(WITHOUT_COMMAND.split(), False),
}
ACCENTS = {
    "hat": "hat", "tilde": "tilde", "macron": "bar", "overline": "overline", "underline": "underline", "dot": "dot",
    "dot.double": "ddot", "diaer": "ddot", "arrow": "vec", "grave": "grave", "acute": "acute", "breve": "breve",
    "caron": "check", "circle": "mathring", "cal": "mathcal", "bb": "mathbb", "frak": "mathfrak", "scr": "mathscr",
    "bold": "boldsymbol", "mono": "mathtt", "sans": "mathsf", "italic": "mathit", "sqrt": "sqrt", "cancel": "cancel",
    "widehat": "widehat", "overbracket": "overline", "bar": "bar", "vec.arrow": "vec",
}  # fmt: skip
FUNCTIONS = {
    "frac": r"\frac{{{first}}}{{{second}}}", "binom": r"\binom{{{first}}}{{{second}}}",
    "root": r"\sqrt[{first}]{{{second}}}", "abs": r"\lvert {all} \rvert ", "norm": r"\lVert {all} \rVert ",
    "floor": r"\lfloor {all} \rfloor ", "ceil": r"\lceil {all} \rceil ", "round": r"\lfloor {all} \rceil ",
    "underbrace": r"\underbrace{{{first}}}_{{{second}}}", "overbrace": r"\overbrace{{{first}}}^{{{second}}}",
    "op": r"\operatorname{{{first}}}", "upright": r"\mathrm{{{first}}}", "text": r"\text{{{first}}}", "lr": "{all}",
    "display": "{all}", "inline": "{all}", "script": "{all}", "limits": "{all}", "scripts": "{all}",
    "attach": "{first}", "mid": r"\mid ", "class": "{second}", "stretch": "{first}", "box": r"\boxed{{{all}}}",
}  # fmt: skip
SHORTHANDS = {
    "->": r"\to", "->>": r"\twoheadrightarrow", "|->": r"\mapsto", "=>": r"\Rightarrow", "<-": r"\leftarrow",
    "<->": r"\leftrightarrow", "<=>": r"\Leftrightarrow", "<==>": r"\Longleftrightarrow", "-->": r"\longrightarrow",
    "<--": r"\longleftarrow", "<-->": r"\longleftrightarrow", "==>": r"\Longrightarrow", "<=": r"\le", ">=": r"\ge",
    "!=": r"\neq", ":=": ":=", "<<": r"\ll", ">>": r"\gg", "...": r"\dots", "||": r"\|", "~>": r"\rightsquigarrow",
}  # fmt: skip
