"""What each command of the terminal does. Errors are raised; `__main__` says them.

What takes long to import is imported by the command that needs it, so that help is there at once.
"""
