"""Writes mathematics that was set in a PDF as LaTeX: symbols by their code points, functions by their names."""

import re
import unicodedata

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "vartheta": "ϑ"
}  # fmt: skip
SIGNS = {
    "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "to": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "leftrightarrow": "↔", "mapsto": "↦", "times": "×",
    "cdot": "·⋅", "div": "÷", "pm": "±", "mp": "∓", "leq": "≤⩽", "geq": "≥⩾", "neq": "≠", "approx": "≈",
    "equiv": "≡", "sim": "∼", "simeq": "≃", "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈",
    "notin": "∉", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "cup": "∪", "cap": "∩", "emptyset": "∅",
    "setminus": "∖", "forall": "∀", "exists": "∃", "neg": "¬", "land": "∧", "lor": "∨", "oplus": "⊕",
    "otimes": "⊗", "odot": "⊙", "circ": "∘", "star": "⋆", "ast": "∗", "dagger": "†", "ell": "ℓ", "hbar": "ℏ",
    "top": "⊤", "perp": "⊥", "langle": "⟨〈", "rangle": "⟩〉", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈",
    "rceil": "⌉", "ldots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "uparrow": "↑", "downarrow": "↓",
    "prime": "′", "|": "∥‖", "mid": "∣", "angle": "∠", "therefore": "∴", "because": "∵", "succ": "≻", "prec": "≺",
    "succeq": "⪰", "preceq": "⪯", "triangleq": "≜", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "bullet": "∙",
    "longrightarrow": "⟶", "implies": "⟹", "iff": "⟺", "rightsquigarrow": "⇝", "parallel": "∥"
}  # fmt: skip
LATEX = {sign: f"\\{name} " for name, signs in (GREEK | SIGNS).items() for sign in signs}
LATEX |= {"−": "-", "″": "''", "‴": "'''", "′": "'", "%": "\\%", "#": "\\#", "&": "\\&", "$": "\\$", "µ": "\\mu ",
          "{": "\\{", "}": "\\}", "_": "\\_", "ı": "\\imath ", "ȷ": "\\jmath ", "∥": "\\|", "‖": "\\|"}  # fmt: skip
LATEX |= {"≔": ":=", "∶": ":", "˜": "\\sim ", "~": "\\sim ", "√": "\\sqrt{}", "⊺": "\\top ", "ᵀ": "^T", "^": "\\hat{}"}
BLACKBOARD = {"ℝ": "R", "ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℂ": "C", "ℙ": "P", "𝔼": "E", "𝔽": "F", "𝟙": "1"}
SCRIPT = {"ℒ": "L", "ℋ": "H", "ℱ": "F", "ℬ": "B", "ℐ": "I", "ℳ": "M", "ℛ": "R", "ℰ": "E", "ℓ": "\\ell "}
SYMBOLS = frozenset("".join(LATEX)) - frozenset("%#&${}_~^…'.-:|") | frozenset(BLACKBOARD) | frozenset(SCRIPT)
# Signs that prose uses as well, so that one of them alone makes no formula.
PROSE_SIGNS = frozenset("→←⇒⇐↔×·…†÷∙⋆∗±∼≈≤≥¬∣•")
FUNCTIONS = ("arg max", "arg min", "argmax", "argmin", "log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh",
             "max", "min", "sup", "inf", "lim", "det", "dim", "ker", "Pr", "gcd", "deg")  # fmt: skip
OPERATORS = ("softmax", "sign", "sgn", "Var", "Cov", "tr", "diag", "rank", "ReLU", "relu", "KL", "argmax", "argmin")
COMBINING = {"̂": "hat", "̃": "tilde", "̄": "bar", "⃗": "vec", "̇": "dot", "̈": "ddot", "ˆ": "hat", "¯": "bar"}
ACCENTS = {
    "ˆ": "hat",
    "^": "hat",
    "˜": "tilde",
    "~": "tilde",
    "¯": "bar",
    "⃗": "vec",
    "˙": "dot",
    "¨": "ddot",
    "‾": "bar",
}
WORD = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}(?![A-Za-z])")


def to_latex(text: str, *, roman: bool) -> str:
    """A stretch of one font as LaTeX; of an upright one, words of several letters are functions or names."""
    parts: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if sign in COMBINING and parts:
            parts[-1] = f"\\{COMBINING[sign]}{{{parts[-1].strip()}}}"
        elif sign in BLACKBOARD:
            parts.append(f"\\mathbb{{{BLACKBOARD[sign]}}}")
        elif sign in SCRIPT and sign != "ℓ":
            parts.append(f"\\mathcal{{{SCRIPT[sign]}}}")
        else:
            parts.append(LATEX.get(sign, sign))
    written = "".join(parts)
    return WORD.sub(_name_word, written) if roman else written


def _name_word(found: re.Match[str]) -> str:
    word = found.group()
    if word in FUNCTIONS and word not in ("argmax", "argmin"):
        return f"\\{word} "
    if len(word) == 2 and word.islower():
        return word  # two indices, as in W_{hh}
    return f"\\operatorname{{{word}}}" if word in OPERATORS else f"\\text{{{word}}}"


def tidy(latex: str) -> str:
    """LaTeX without superfluous spaces: none before scripts and closing signs."""
    latex = re.sub(r"\s+", " ", latex).strip()
    latex = re.sub(r" (?=[\^_,;)\]}'])", "", latex)
    return re.sub(r"(?<=[(\[{^_]) ", "", latex)
