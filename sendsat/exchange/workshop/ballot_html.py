"""A ballot to print, for a room without phones: one page file, every statement with four boxes. Values in, text out."""

from html import escape

STYLE = """
:root{color-scheme:light}
body{font:12pt/1.4 'Segoe UI','Noto Sans',Arial,sans-serif;margin:1.5cm;color:#000;background:#fff;max-width:19cm}
h1{font-size:17pt;margin:0} p{margin:.3cm 0}
table{width:100%;border-collapse:collapse} th,td{border:1px solid #000;padding:.2cm;vertical-align:top;text-align:left}
thead{display:table-header-group} tr{break-inside:avoid} .box{width:1.9cm;text-align:center;font-size:15pt}
th.box{font-size:10pt} button{font:inherit;padding:.3cm .6cm} @media print{button{display:none}}
"""


def write_ballot(*, title: str, subtitle: str, statements: tuple[tuple[str, str], ...]) -> str:
    """A printable page. `statements` are pairs of id and text, in the order in which marks are keyed in."""
    rows = "".join(
        f'<tr><th scope="row">{escape(one)}</th><td>{escape(text)}</td>' + '<td class="box">☐</td>' * 4 + "</tr>"
        for one, text in statements
    )
    heads = "".join(
        f'<th class="box" scope="col">{label}</th>' for label in ("▲ Red", "◆ Amber", "● Green", "? Not sure")
    )
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1><p>{escape(subtitle)}</p>"
        "<p>Tick one box for each statement. Do not write your name.</p>"
        '<p><button onclick="print()">Print this ballot</button></p>'
        f'<table><thead><tr><th scope="col">No.</th><th scope="col">Statement</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></main></body></html>"
    )
