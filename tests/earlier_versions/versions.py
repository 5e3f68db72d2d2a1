"""Which commit stands for each schema: the last that had it, as a whole version that starts."""

COMMITS = {
    "0001": "f0949543d143",
    "0004": "9f846c028238",
    "0005": "e41a7a8e0ef5",
    "0006": "a073e24f8f1b",
    "0007": "a855d610e028",
    "0008": "c4ca65a248c9",
    "0010": "ae11e1e13e8e",
    "0011": "039090ea2225",
    "0016": "e06987914499",
    "0017": "a44c0ee2d828",
    "0018": "5f610b718f3e",
    "0019": "bad23e3c7809",
    "0024": "08118a44a1dc",
    "0025": "f03745b951c7",
    "0026": "aea918540a48",
    "0027": "886d0f938ecd",
    "0028": "517d4b50db8b",
    "0030": "e04db9eb8abd",
    "0032": "0201160ad03b",
    "0033": "8ee77bfc02a8",
    "0034": "705797d02edf",
}
NEVER_ALONE = ("0002", "0003", "0013", "0014", "0015", "0020", "0021", "0022", "0023", "0029", "0031")
"""Schemas that no version ever stopped at: they came together with the next one above."""

WORDS = {
    "Quillfeather": "0001",
    "Brackenford": "0001",
    "Thistledown": "0001",
    "Marrowby": "0001",
    "Pennywhistle": "0001",
    "Larkspur": "0001",
    "Fernhollow": "0001",
    "Nightjar": "0001",
    "Foxglove": "0001",
    "Copperbeech": "0001",
    "Driftwood": "0001",
    "Gannet": "0001",
    "Saffron": "0001",
    "Robin Example": "0001",
    "Kestrel": "0004",
    "Windermead": "0004",
    "Wimblecote": "0004",
    "Oystercatcher": "0004",
    "Halyard": "0016",
    "Kim Example": "0016",
    "Moved review": "0017",
    "Tanglewood": "0024",
    "Hazelmere": "0024",
    "Weathervane": "0024",
    "Old Tannery": "0024",
    "Cobblestone": "0024",
    "Started by mistake": "0024",
    "Millrace": "0024",
    "Northmoor": "0024",
    "Greenfinch": "0028",
    "Elmstead": "0030",
}
"""Words of the story, each with the schema of the first version that could store them."""

REMOVED = {"Bluebottle": "0016", "Merlin Sample": "0016"}
"""Words that the story removes again for good, with the first version that could."""
