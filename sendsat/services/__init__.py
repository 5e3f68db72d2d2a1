"""What a user can do: one function per verb, one transaction each. The only place where rules meet storage.

Every verb takes a `Desk` first: who acts, for which organisation, on which database and editions, by which clock.
"""
