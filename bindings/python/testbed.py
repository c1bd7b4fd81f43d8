"""Real servers for the contract test: Dovecot and Postfix on loopback, started and ended by `tern-testbed`."""

import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


class Testbed:
    """Ends its servers when its standard input is closed, or when this process dies."""

    __test__ = False

    def __init__(self, mails):
        program = os.environ.get("TERN_TESTBED", TARGET / "debug" / "tern-testbed")
        command = [program, "--mails", str(mails)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.servers = self._answer()
        self.ca_pem = pathlib.Path(self.servers["ca_file"]).read_text()

    def _answer(self):
        line = self._process.stdout.readline()
        assert line, "tern-testbed ended; its standard error says why"
        return json.loads(line)

    def _ask(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._answer()

    def user(self):
        """Makes a user with empty folders."""
        return self._ask("user")

    def deliver(self, user, subject, body, extra=""):
        """Delivers a message from Grace."""
        message = (
            f"From: Grace Hopper <grace@tern.test>\r\nTo: {user['address']}\r\nSubject: {subject}\r\n"
            f"Date: Mon, 16 Nov 2026 10:00:00 +0100\r\nMessage-ID: <{subject.replace(' ', '.')}@tern.test>\r\n"
            f"{extra}\r\n{body}\r\n"
        )
        with tempfile.NamedTemporaryFile("w", newline="") as file:
            file.write(message)
            file.flush()
            answer = self._ask(f"deliver {user['name']} {file.name}")
        assert answer["delivered"], answer["reason"]

    def close(self):
        """Closes its standard input and waits until the servers are gone."""
        self._process.stdin.close()
        self._process.wait(timeout=60)
