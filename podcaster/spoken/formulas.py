"""Formulas in TeX between dollar signs, as plain signs that the rules for words can say."""

from __future__ import annotations

import re

from podcaster.patterns import on_demand

FORMULA = (
    r"(?<![\w$])\$(?![\s\d$])([^$\n]{0,200}?[\^_\\=+<>][^$\n]{0,200}?|[A-Za-z](?: ?[a-z]){0,2}|\\[a-z]+)"
    r"(?<!\s)\$(?![\w$])"
)
"""A formula: a letter or two, or anything with a sign of mathematics in it; no amount, which has a figure first."""
COMMANDS = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "~",
    "infty": "∞", "to": "→", "rightarrow": "→", "sqrt": "√", "degree": "°", "circ": "°",
    "in": "∈", "ldots": "…", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ",
    "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Delta": "Δ", "Gamma": "Γ", "Sigma": "Σ", "Omega": "Ω", "%": "%", "$": "$", ",": " ",
}  # fmt: skip
"""What commands stand for; any other one loses its backslash."""
FRACTION = on_demand(r"\\[dt]?frac\{([^{}]{1,80})\}\{([^{}]{1,80})\}")


def plain_formula(match: re.Match[str]) -> str:
    """The signs of a formula, without what TeX needs for print.

    Args:
        match: Of ``FORMULA``.
    """
    said = FRACTION.sub(r"\1/\2", match[1])
    said = re.sub(r"\\([a-zA-Z]+|[,%$])", lambda command: COMMANDS.get(command[1], command[1]), said)
    return said.replace("{", "").replace("}", "")
