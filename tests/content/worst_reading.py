"""Prints the ten statements and the ten descriptors that are hardest to read, for a person to look at.

Run it as: python -m tests.content.worst_reading
"""

from tests.content.reading import hardness
from tests.content.shipped import descriptors, statements

MOST = 10


def worst(texts: list[tuple[str, str]]) -> list[tuple[float, str, str]]:
    """The hardest texts first, each with its measure and its name."""
    return sorted(((hardness(text), name, text) for name, text in texts), reverse=True)[:MOST]


def main() -> None:
    """Print both lists."""
    colours = ("red", "amber", "green")
    beside = [
        (f"{s.id} {colour}", text) for s in statements() for colour, text in zip(colours, descriptors(s), strict=True)
    ]
    for title, texts in (("Statements", [(s.id, s.text) for s in statements()]), ("Descriptors", beside)):
        print(f"{title}, hardest first (LIX; 40 to 50 is a newspaper)")
        for measure, name, text in worst(texts):
            print(f"  {measure:4.0f}  {name}: {text}")


if __name__ == "__main__":
    main()
