"""Glossary, resources, what has changed since 2016, about, and search.

May use `frame`, and `guide` for how a resource is shown.
"""
