"""A picture made anew: only what is seen survives. No place, no camera, no thumbnail, nothing behind its end."""

from __future__ import annotations

import warnings
from io import BytesIO

MOST_POINTS = 50_000_000
DAMAGED = "is damaged and cannot be opened as a picture; open it and save it again"
TOO_LARGE = f"has more than {MOST_POINTS // 1_000_000} million points; save it smaller"
QUALITY = 90
_MODES = {"jpeg": ("L", "RGB"), "png": ("L", "LA", "RGB", "RGBA", "1", "P")}


def made_anew(content: bytes, kind: str) -> tuple[str, bytes]:
    """Why the picture is not taken, or nothing and the picture; `kind` is "jpeg" or "png", and it stays of that kind.

    It is turned as its camera says, for what said so is left out.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content), formats=(kind.upper(),)) as found:
            found.load()
            turned = ImageOps.exif_transpose(found)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return TOO_LARGE, b""
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
        KeyError,
    ):
        return DAMAGED, b""
    plain = turned if turned.mode in _MODES[kind] else turned.convert("RGB")
    seen = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    if plain.mode == "P" and (palette := plain.getpalette("RGB")):
        seen.putpalette(palette)
    made = BytesIO()
    seen.save(made, format=kind.upper(), **({"quality": QUALITY} if kind == "jpeg" else {}))
    return "", made.getvalue()
