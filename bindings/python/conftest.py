"""Fixtures of the contract test: servers, and profiles whose verbs are written down as they are called."""

import asyncio
import sys

import pytest
from testbed import TARGET, Testbed

sys.path.insert(0, str(TARGET / "bindings" / "python"))

LONG_MAILBOX = 3000


@pytest.fixture(scope="session")
def bed():
    testbed = Testbed(LONG_MAILBOX)
    yield testbed
    testbed.close()


@pytest.fixture
def run():
    """Runs a coroutine to its end, with a limit no sound run comes near."""

    def limited(coroutine):
        async def bounded():
            return await asyncio.wait_for(coroutine, 180)

        return asyncio.run(bounded())

    return limited
