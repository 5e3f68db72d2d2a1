"""Serving sendsat: the ASGI app, who may open what, sharing to a room, the phones' page.

May use everything below; nothing but the terminal uses it.
"""
