"""Small pictures with few colours, drawn with Pillow and the font that comes with it.

The font is Pillow's own, so that a machine's fonts play no part; a picture has the same bytes
wherever the same Pillow draws it.  Pillow is optional and imported where it is used.
"""

from __future__ import annotations

import io
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image as images
    from PIL.ImageFont import FreeTypeFont

SIZE = (800, 420)
"""Width and height: the shape of large cards, and enough for each network that shows them; half as
many bytes and seconds as 1200 × 630."""

LEVELS = 8
"""Shades between paper and ink, so that letters have smooth edges."""

SHADES = 4
"""The same between a fill and the letters on it."""

_PLAIN = str.maketrans(
    {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O",
     "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
     "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}
)  # fmt: skip
_SPACE = re.compile(r"\s+|\(\s*\)")


@lru_cache(maxsize=1)
def possible() -> bool:
    """Whether pictures can be drawn: Pillow is there, with its scalable font."""
    try:
        from PIL import features
    except ImportError:
        return False
    return bool(features.check("freetype2"))


@lru_cache(maxsize=8)
def font(size: int) -> FreeTypeFont:
    """The font at a size in pixels; laid out letter by letter, as not every Pillow can shape."""
    from PIL import ImageFont

    made: Any = ImageFont.load_default(size=size)
    variant: FreeTypeFont = made.font_variant(layout_engine=ImageFont.Layout.BASIC)
    return variant


@lru_cache(maxsize=4096)
def _drawn(char: str) -> bool:
    """Whether the font has a shape of its own for the character."""
    return " " <= char <= "~" or bytes(font(24).getmask(char)) != bytes(font(24).getmask("\uffff"))


def drawable(words: str) -> str:
    """A text in letters that the font has: accents dropped where need be, the rest left out."""
    found = []
    for char in words:
        if _drawn(char):
            found.append(char)
            continue
        plain = unicodedata.normalize("NFKD", char).translate(_PLAIN)
        found.append("".join(c for c in plain if c < "\x7f"))
    return _SPACE.sub(" ", "".join(found)).strip()


def wrapped(words: str, size: int, width: int, lines: int) -> list[str]:
    """A text in at most so many lines of a width in pixels; `...` where something is left out."""
    found: list[str] = []
    line: list[str] = []
    room = float(width)
    for word in drawable(words).split():
        room -= length(word, size) + length(" ", size)
        if line and room < 0:
            found.append(" ".join(line))
            line, room = [], width - length(word, size)
        line.append(word)
    found.append(" ".join(line))
    if len(found) > lines:
        found = found[:lines]
        found[-1] += "..."
    return [_cut(text, size, width) for text in found]


@lru_cache(maxsize=4096)
def length(word: str, size: int) -> float:
    """How wide a word is, in pixels."""
    return font(size).getlength(word)


def _cut(text: str, size: int, width: int) -> str:
    """A line without the letters for which there is no room."""
    if len(text) * size < width or font(size).getlength(text) <= width:
        return text
    text = text[:width]  # no letter is narrower than a pixel
    while font(size).getlength(f"{text}...") > width:
        text = text[: -max(1, len(text) // 16)]
    return f"{text}..."


class Canvas:
    """A sheet of paper to write on; patches of colour are laid on it when it is done."""

    def __init__(self, paper: str, ink: str) -> None:
        from PIL import Image, ImageDraw

        self._ink = Image.new("L", SIZE, 0)
        self._pen = ImageDraw.Draw(self._ink)
        self._palette = ramp(paper, ink, LEVELS)
        self._patches: list[tuple[images.Image, tuple[int, int]]] = []

    def write(
        self, words: str, place: tuple[int, int], size: int, *, weight: float = 1.0,
        anchor: str = "la",
    ) -> None:  # fmt: skip
        """One line of text; `weight` is how dark, `anchor` as Pillow has it."""
        self._pen.text(place, words, font=font(size), fill=round(255 * weight), anchor=anchor)

    def frame(self, box: tuple[int, int, int, int]) -> None:
        """A dashed frame."""
        left, top, right, bottom = box
        for x in range(left, right, 8):
            self._pen.line([(x, top), (min(x + 4, right), top)], 255, 1)
            self._pen.line([(x, bottom), (min(x + 4, right), bottom)], 255, 2)
        for y in range(top, bottom, 8):
            self._pen.line([(left, y), (left, min(y + 4, bottom))], 255, 1)
            self._pen.line([(right, y), (right, min(y + 4, bottom))], 255, 2)

    def sign(self, glyph: str, count: str, box: tuple[int, int, int, int]) -> None:
        """A sign of the scale and a count in the middle of a box, on bare paper."""
        _sign(self._pen, glyph, count, box)

    def patch(
        self, glyph: str, count: str, box: tuple[int, int, int, int], fill: str, ink: str
    ) -> None:
        """The same on a patch of colour."""
        from PIL import Image, ImageDraw

        left, top, right, bottom = box
        sheet = Image.new("L", (right - left, bottom - top), 0)
        _sign(ImageDraw.Draw(sheet), glyph, count, (0, 0, right - left, bottom - top))
        start = len(self._palette) // 3
        self._palette += ramp(fill, ink, SHADES)
        self._patches.append((sheet.point(_steps(SHADES, start)), (left, top)))

    def png(self) -> bytes:
        """The picture as a PNG with a palette."""
        picture = self._ink.point(_steps(LEVELS, 0))
        for patch, place in self._patches:
            picture.paste(patch, place)
        picture.putpalette(self._palette)
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=4)
        return out.getvalue()


def _sign(pen: Any, glyph: str, count: str, box: tuple[int, int, int, int]) -> None:
    """Signs are drawn, as the font has not all of them."""
    left, top, right, bottom = box
    half = 6
    wide = length(count, 20)
    x = (left + right) / 2 - (len(glyph) * 16 + 4 + wide) / 2 + 8
    y = (top + bottom) / 2
    for char in glyph:
        if char in "−+±":
            middle = y - 3 if char == "±" else y
            pen.rectangle([x - half, middle - 1, x + half, middle + 1], 255)
            if char != "−":
                pen.rectangle([x - 1, middle - half, x + 1, middle + half], 255)
            if char == "±":
                pen.rectangle([x - half, y + half - 1, x + half, y + half + 1], 255)
        elif char in "○∅":
            pen.ellipse([x - half, y - half, x + half, y + half], outline=255, width=2)
            if char == "∅":
                pen.line([(x - half, y + half), (x + half, y - half)], 255, 2)
        else:
            pen.text((x, y), char, font=font(20), fill=255, anchor="mm")
        x += 16
    pen.text((x - 4, y), count, font=font(20), fill=255, anchor="lm")


@lru_cache(maxsize=64)
def _steps(levels: int, start: int) -> tuple[int, ...]:
    """How dark a point is → its place in the palette."""
    return tuple(start + round(value * (levels - 1) / 255) for value in range(256))


def ramp(one: str, other: str, levels: int) -> list[int]:
    """Red, green and blue of the shades from one colour to another."""
    first, last = (
        [int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (one, other)
    )
    return [
        round(a + (b - a) * step / (levels - 1))
        for step in range(levels)
        for a, b in zip(first, last, strict=True)
    ]
