"""What all pages share: texts, labels, notices, a visitor's state, and what a page costs."""
