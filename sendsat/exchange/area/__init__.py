"""What a local authority hands out of its area view, and to each provider: Word documents.

May use `written`.
"""
