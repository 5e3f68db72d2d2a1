"""A way from the browser to a server that can be cut, as a laptop's lid does that is shut."""

import contextlib
import socket
import threading


class Way:
    """Passes on whatever comes to `port` to a server of this computer and back, until it is cut."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._ends: list[socket.socket] = []
        self._is_cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._take_in, daemon=True).start()

    def cut(self) -> None:
        """Let nothing through any more, and end what is under way."""
        self._is_cut = True
        ends, self._ends = self._ends, []
        for end in ends:
            _end(end)

    def mend(self) -> None:
        """Let everything through again."""
        self._is_cut = False

    def close(self) -> None:
        """Give the port back."""
        self.cut()
        _end(self._listener)
        self._listener.close()

    def _take_in(self) -> None:
        with contextlib.suppress(OSError):  # the listener was ended
            while True:
                near, _ = self._listener.accept()
                if self._is_cut:
                    near.close()
                else:
                    threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        """Pass on both ways until one of them ends. A socket is closed once nobody listens to it any more."""
        with near, socket.create_connection(("127.0.0.1", self._server_port)) as far:
            self._ends += [near, far]
            back = threading.Thread(target=_pass_on, args=(far, near), daemon=True)
            back.start()
            _pass_on(near, far)
            back.join()


def _pass_on(start: socket.socket, goal: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := start.recv(65536):
            goal.sendall(piece)
    with contextlib.suppress(OSError):
        goal.shutdown(socket.SHUT_WR)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
