"""A bar chart that is text: shaded block characters in a cell beside the number they show.

No picture, on purpose. The bar stands in the row of the table whose number it draws, is crisp in
Word and in WPS at any zoom and in print, keeps its meaning when copied as text or read aloud, needs
no drawing library and no font, and costs nothing to render. The template colours and shades the
two runs, so that gaps between the glyphs don't show.
"""

from decimal import ROUND_HALF_UP, Decimal

FULL, EMPTY = "█", "░"


def bar(share: Decimal | int, whole: Decimal | int = 100, width: int = 20) -> tuple[str, str]:
    """Return the filled and the unfilled part of a bar of *width* characters.

    *share* of *whole* is rounded to the nearest character, but only nothing looks like nothing and
    only all looks like all.

    Raises:
        ValueError: *share* is not between 0 and *whole*.
    """
    if not 0 <= share <= whole or not whole:
        raise ValueError(f"a bar shows a share between 0 and {whole}, not {share}")
    exact = Decimal(share) * width / Decimal(whole)
    full = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    if 0 < share < whole:
        full = min(max(full, 1), width - 1)
    return FULL * full, EMPTY * (width - full)
