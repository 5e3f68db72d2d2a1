"""Addresses as QR codes, for a wall and for a terminal."""

import io

import segno


def qr_image(address: str) -> str:
    """The address as a QR code, black on white with its quiet zone: an SVG image as a data address."""
    return segno.make(address, error="m", micro=False).svg_data_uri(border=4, dark="#000", light="#fff", scale=10)


def qr_terminal(address: str) -> str:
    """The address as a QR code of characters, for a terminal."""
    drawing = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawing, compact=True)
    return drawing.getvalue()
