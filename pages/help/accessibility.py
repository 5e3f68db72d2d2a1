"""Help: accessibility."""

from sendsat.ui.help import accessibility

accessibility.statement()
