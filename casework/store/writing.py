"""A finished file written whole or not at all, and why a file could not be written or read."""

import errno
import os
import secrets
from pathlib import Path

_SENTENCES = {
    errno.ENOSPC: "磁盘空间不足；请清理后再试，或者换一个位置。",
    errno.EDQUOT: "超过了磁盘配额；请清理后再试，或者换一个位置。",
    errno.EFBIG: "超过了允许的文件大小或者磁盘空间不足；请换一个位置。",
    errno.EROFS: "这个位置是只读的；请换一个可以写入的文件夹。",
    errno.EACCES: "没有写入权限；请换一个可以写入的文件夹，或者请管理员开放权限。",
    errno.EPERM: "没有写入权限；请换一个可以写入的文件夹，或者请管理员开放权限。",
    errno.ENOENT: "文件夹不存在；请先建立文件夹，或者检查路径。",
    errno.ENOTDIR: "路径里有一段不是文件夹；请检查路径。",
    errno.EISDIR: "这是一个文件夹；请写上文件名。",
    errno.ENAMETOOLONG: "文件名太长；请缩短后再试。",
}


_UNREAD = {
    errno.ENOENT: "没有这个文件；请核对路径。",
    errno.EISDIR: "这是一个文件夹；请核对路径，写明文件名。",
    errno.EACCES: "没有读取权限；请管理员开放权限。",
}


def why_unread(error: OSError) -> str:
    """Return in Chinese why a file could not be read, and what to do."""
    return _UNREAD.get(error.errno or 0) or why(error)


def why(error: OSError) -> str:
    """Return in Chinese why a file could not be written, and what to do."""
    return _SENTENCES.get(error.errno or 0, f"系统错误 {error.errno}；请检查磁盘和文件夹。")


def write_whole(data: bytes, path: Path) -> None:
    """Write *data* to *path* by way of a temporary neighbour, fsync and rename.

    Raises:
        OSError: it could not be written; what stood there before still does.
    """
    temporary = path.parent / f".casework-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
