"""The pages of the guide's sections: guidance with its terms beside statements, their ratings, words and actions.

May use `frame`.
"""
