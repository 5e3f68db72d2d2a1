"""What every page shares: what is looked at, notices, words, style, charts, terms, the menu, the browser scripts.

May use services and what is below; no other room of `ui`.
"""
