"""An address as a square that a telephone reads (QR), drawn as SVG in black."""

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 3  # modules of white around it


def square_of(address: str) -> str:
    """Return an address as a square to hold a telephone over."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path d="{path}" fill="#000000"/></svg>'
    )
