"""How numbers, dates, money, units and short forms are said, for every language that tells its own ways.

A language is a package beside this one: a ``Tongue`` with what it does otherwise, and ``data/forms.toml`` with its
words.
"""
