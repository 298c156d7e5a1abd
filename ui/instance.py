"""One program per user: a second start hands its book to the first, which comes to the front.

Who is first is told by a lock file, so that the first start paints its frame before it reads what
listening needs. The lock of a killed program is taken over.
"""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS, _TRIES = 500, 5


class Instance(QObject):
    """Listens on a local socket of the user's; no network is touched."""

    called = Signal(object)
    """Another start gave a path, or None."""

    def __init__(self, name: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name or _own_name()
        self._lock = QLockFile(f"{QDir.tempPath()}/{self._name}.lock")
        self._lock.setStaleLockTime(0)  # a program may run for weeks; a killed one is told apart
        self._server: QLocalServer | None = None

    def call_first(self, book: Path | None) -> bool:
        """Hand a book to the program that runs already; False where none does."""
        if self._lock.isLocked() or self._lock.tryLock(0):
            return False
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  the first start does without

        socket = QLocalSocket()
        for _again in range(_TRIES):  # it may be painting its frame and not listen yet
            socket.connectToServer(self._name)
            if socket.waitForConnected(_WAIT_MS):
                break
            QThread.msleep(_WAIT_MS // _TRIES)
        else:
            return False
        words = "" if book is None else str(book.resolve())
        socket.write(words.encode("utf-8") + b"\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Be the first; what a killed program left behind is taken away."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  after the frame is painted

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        return server.listen(self._name) or (
            QLocalServer.removeServer(self._name) and server.listen(self._name)
        )

    def _answer(self) -> None:
        """Read what another start says; the server keeps its sockets, there are few in a day."""
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        if socket.canReadLine():
            words = bytes(socket.readLine().data()).decode("utf-8", "replace").strip()
            self.called.emit(Path(words) if words else None)


def _own_name() -> str:
    """Name the socket after the user: two people at one machine do not meet."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # no entry for this user id on the machine
        user = ""
    who = f"{user}@{Path.home()}".encode()
    digest = QCryptographicHash.hash(who, QCryptographicHash.Algorithm.Sha256)
    return f"townoffice-{bytes(digest.toHex().data()).decode('ascii')[:16]}"
