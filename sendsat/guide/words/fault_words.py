"""Says in plain words what pydantic found wrong with a value of a content file. Knows nothing of files or the model."""

from pydantic_core import ErrorDetails

WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not a field that belongs here",
    "string_type": "should be text (put it in quotes)",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "tuple_type": "should be a list",
    "dict_type": "should be made of fields (name: value)",
    "model_type": "should be made of fields (name: value)",
    "too_short": "should have at least {min_length} in the list",
    "too_long": "should have at most {max_length} in the list",
    "greater_than_equal": "should be {ge} or more",
    "less_than_equal": "should be {le} or less",
    "string_pattern_mismatch": "is not written as this field must be (as {pattern} says)",
}
DAY = "should be a day written as 2026-01-31"


def sentence(error: ErrorDetails) -> str:
    """The end of the sentence that begins with the field's name."""
    kind = error["type"]
    if kind.startswith("date_"):
        return DAY
    if kind in WORDS:
        return WORDS[kind].format(**error.get("ctx", {}))
    return error["msg"].removeprefix("Value error, ").removeprefix("Input ")
