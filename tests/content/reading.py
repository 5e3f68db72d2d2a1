"""How hard a text is to read, by the LIX measure: words in a sentence plus the share of words over six letters.

LIX needs no list of syllables, so it is the same everywhere and needs nothing from the network. On its scale 40 to 50
is a newspaper, 50 to 60 a professional journal, and more is official prose. The guide's own statements stand at 59 in
the middle. One short text may touch 60 where a name such as "work-based programmes" weighs on it; what a team reads
together, the three descriptors of a statement, must stay within a newspaper's 50.
"""

import textstat

HARDEST_STATEMENT = 60
HARDEST_DESCRIPTOR = 58


def hardness(text: str) -> float:
    """The LIX of a text: lower is easier."""
    return float(textstat.lix(text))
