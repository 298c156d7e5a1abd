"""One program per user: a second start hands its book to the first, which comes to the front."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500


class Instance(QObject):
    """Listens on a local socket of the user's; no network is touched."""

    called = Signal(object)
    """Another start gave a path, or None."""

    def __init__(self, name: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name or _own_name()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def call_first(self, book: Path | None) -> bool:
        """Hand a book to the program that runs already; False where none does."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        words = "" if book is None else str(book.resolve())
        socket.write(words.encode("utf-8") + b"\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Be the first; what a killed program left behind is taken away."""
        return self._server.listen(self._name) or (
            QLocalServer.removeServer(self._name) and self._server.listen(self._name)
        )

    def _answer(self) -> None:
        """Read what another start says; the server keeps its sockets, there are few in a day."""
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            words = bytes(socket.readLine().data()).decode("utf-8", "replace").strip()
            self.called.emit(Path(words) if words else None)


def _own_name() -> str:
    """Name the socket after the user: two people at one machine do not meet."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # no entry for this user id on the machine
        user = ""
    return f"townoffice-{hashlib.sha256(f'{user}@{Path.home()}'.encode()).hexdigest()[:16]}"
