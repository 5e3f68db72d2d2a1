"""The keyboard, screen readers, large text: what every page must do for everyone."""
