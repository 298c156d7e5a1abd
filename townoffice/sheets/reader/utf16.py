"""UTF-16 without its mark: told by how much of it would be Chinese, digits and separators."""

_SAMPLE = 65_536
_NINE_OF_TEN = 0.9
_KNOWN = (
    (0x20, 0x7E),  # letters, digits, separators
    (0x2010, 0x2049),  # dashes, quotes, ellipsis
    (0x2460, 0x24FF),  # numbers in circles
    (0x3000, 0x303F),  # Chinese punctuation
    (0x4E00, 0x9FFF),  # Chinese
    (0xFF00, 0xFFEF),  # full-width forms
)


def utf16_without_mark(data: bytes) -> str | None:
    """Give the byte order of UTF-16 text that does not begin with its mark; None for all else."""
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    if len(sample) < 4 or 0 not in sample:  # the line ends alone have a zero byte each
        return None
    shares = {encoding: _share(sample, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _NINE_OF_TEN else None


def _share(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    known = sum(
        char in "\t\r\n" or any(low <= ord(char) <= high for low, high in _KNOWN) for char in text
    )
    return known / len(text)
