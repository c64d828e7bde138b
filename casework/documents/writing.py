"""Writes a finished document whole or not at all, and says in a sentence why it could not."""

from pathlib import Path

from casework.errors import DocumentError
from casework.store.writing import why, write_whole


def write_bytes(data: bytes, path: Path) -> Path:
    """Write *data* to *path*, whole or not at all; return *path*.

    Raises:
        DocumentError: it could not be written; what stood there before still does.
    """
    try:
        write_whole(data, path)
    except OSError as error:
        raise DocumentError(f"写不下文件 {path}：{why(error)}没有留下不完整的文件。") from error
    return path
