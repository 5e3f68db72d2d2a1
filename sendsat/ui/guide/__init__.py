"""The pages of the guide's sections: guidance beside statements, their ratings, words, evidence and actions.

May use `frame`.
"""
