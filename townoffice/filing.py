"""Put a finished file at its place: whole or not at all.

Floor 2, below the records. Every room that hands out a file (``prints``, ``sheets``) makes its
bytes in memory and files them here, so that a full disk or a file open in WPS leaves what was there
before, and the clerk is told what to do in the same words everywhere.
"""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from townoffice.feedback import CannotWrite

_CAUSES = {
    errno.ENOENT: ("文件夹不存在", "请先建好文件夹，或换一个位置"),
    errno.ENOTDIR: ("文件夹不存在", "请先建好文件夹，或换一个位置"),
    errno.EISDIR: ("这里已有一个同名的文件夹", "请换一个文件名"),
    errno.ENOSPC: ("磁盘已满", "请腾出空间后重试"),
    errno.EDQUOT: ("磁盘配额已满", "请腾出空间后重试"),
    errno.EROFS: ("磁盘是只读的", "请换一个位置"),
    errno.EACCES: ("没有写入的权限，或文件正被打开", "请在 WPS 里关闭该文件，或换一个文件夹"),
    errno.EPERM: ("没有写入的权限，或文件正被打开", "请在 WPS 里关闭该文件，或换一个文件夹"),
}


def put_file(content: bytes, path: Path) -> None:
    """Write ``content`` beside ``path``, force it to the disk, and move it there in one step.

    Raises :class:`CannotWrite`; then ``path`` is as it was.
    """
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        if draft is not None:
            with contextlib.suppress(OSError):
                draft.unlink()
        what, hint = _CAUSES.get(error.errno or 0, ("写入失败", "请检查磁盘后重试"))
        raise CannotWrite(f"文件没有写成，{what}", where=str(path), hint=hint) from error
