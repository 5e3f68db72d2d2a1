"""A story told inside an earlier version of sendsat, by its own verbs. Imports nothing of today's version.

What a version has no verb for is left out of its story; a verb that is there and fails ends it.
"""
