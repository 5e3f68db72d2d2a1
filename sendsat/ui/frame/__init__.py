"""What every page shares: what is looked at, notices, words, texts that save themselves, style, the menu, the scripts.

May use services and what is below; no other room of `ui`.
"""
