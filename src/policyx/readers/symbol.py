"""Characters of symbol fonts (Wingdings, Symbol) as the characters that they look like.

Code points: the fonts' own charts; Word stores them at U+F000 + code (ECMA-376 part 1, 17.3.3.30).
"""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + offset: chr(0x2460 + offset) for offset in range(10)}, **{0x8C + offset: chr(0x2776 + offset) for offset in range(10)},
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■", 0xA3: "□", 0x2A: "□", 0x30: "□",
    **{0x6A + offset: chr(0x2460 + offset) for offset in range(10)},
}  # fmt: skip
_SYMBOL: Final = {
    0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB7: "•", 0xA5: "∞", 0x6D: "μ", 0xD7: "·",
    0xAE: "→", 0xA8: "♦", 0xE5: "∑", 0xD6: "√", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x71: "θ", 0x6C: "λ", 0x70: "π", 0x73: "σ",
    0x57: "Ω", 0x44: "Δ", 0x53: "Σ", 0xA2: "′", 0xB2: "″", 0xBC: "…", 0x2D: "-", 0xD0: "∠", 0x5E: "⊥",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: int) -> str:
    """Return the character that *code* of *font* shows, a box ``□`` where it is not known.

    Example:
        >>> symbol("Wingdings", 0xF0FE), symbol("Symbol", 0xF0B3), symbol("宋体", 0x3001)
        ('☑', '≥', '、')
    """
    table = _FONTS.get(font.lower(), {})
    if 0xF000 <= code <= 0xF0FF:
        low = code - 0xF000
        return table.get(low) or (chr(low) if not table and 0x20 < low < 0x7F else "□")
    if code in table:
        return table[code]
    if not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF:
        return "□"
    return chr(code)
