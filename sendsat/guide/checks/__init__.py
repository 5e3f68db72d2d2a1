"""What must hold between the entries of an edition, each sound by itself. Knows the model, reads no file."""

from collections.abc import Iterator

from sendsat.guide.checks.fault import Fault
from sendsat.guide.checks.frameworks import framework_faults
from sendsat.guide.checks.laws import law_faults
from sendsat.guide.checks.names import lost_references, repeated_names
from sendsat.guide.checks.steps import role_faults
from sendsat.guide.checks.supplements import supplement_faults
from sendsat.guide.edition import Edition


def cross_faults(edition: Edition) -> Iterator[Fault]:
    """Everything that keeps an edition from being used though each of its entries is sound."""
    checks = (repeated_names, role_faults, law_faults, lost_references, framework_faults, supplement_faults)
    for check in checks:
        yield from check(edition)
