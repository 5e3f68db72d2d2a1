"""Databases, backups and files that earlier versions of sendsat really made, and tests that they are still taken.

`archives` holds one archive for each schema and `manifest.json`, which says what is in them; `telling` is the story
that each version told, `making` lets it tell it again.
"""
