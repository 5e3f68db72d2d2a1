"""One round's results, and progress between rounds; how any chart is shown with its table and downloads.

May use `frame`, and `guide` for how a rating is shown.
"""
