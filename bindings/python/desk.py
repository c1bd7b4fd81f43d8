"""One profile of the contract test, seen through the binding."""

import asyncio

import tern_core as tern
import tern_log

CALLED = set()


class Written:
    """Passes everything on to a `Mail` or a module and writes down what was called."""

    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        CALLED.add(name)
        return getattr(self.inner, name)


functions = Written(tern)
log = Written(tern_log)
EVERYTHING = tern.SyncRequest(mailbox=None, bodies=None)


class Keys(tern.SecretStore):
    """Keeps secrets in memory."""

    def __init__(self):
        self.kept = {}

    def get(self, name):
        return self.kept.get(name)

    def set(self, name, value):
        self.kept[name] = value

    def delete(self, name):
        self.kept.pop(name, None)


async def open_mail(folder, secrets=None):
    """Opens a profile that checks every second where push cannot hold."""
    CALLED.add("open")
    options = tern.ProfileOptions(dir=str(folder), poll_seconds=1)
    return Written(await tern.Mail.open(options, secrets or Keys()))


def setup(bed, user, password=None):
    """What a person types to add the account of `user`."""

    def server(port):
        return tern.Server(host="localhost", port=port, security=tern.Security.TLS)

    return tern.AccountSetup(
        address=user["address"],
        name="Ada Lovelace",
        user=user["name"],
        password=password or user["password"],
        imap=server(bed.servers["imaps"]),
        smtp=server(bed.servers["submissions"]),
        ca_pem=bed.ca_pem,
        window=tern.Window.ALL(),
    )


async def synced(bed, folder, user):
    """A profile with the account of `user`, up to date."""
    mail = await open_mail(folder)
    account = await mail.add_account(setup(bed, user))
    await mail.sync(account.id, EVERYTHING)
    return mail, account


async def role(mail, account, which):
    """The mailbox of a role."""
    return await mail.find_mailbox(account.id, tern.MailboxSelector.ROLE(which))


async def inbox_rows(mail, account):
    """What is in INBOX, newest first."""
    return await mail.messages((await role(mail, account, tern.Role.INBOX)).id, None, 50)


def flags(**which):
    """Flags of which those named are set."""
    none = dict(seen=False, answered=False, flagged=False, deleted=False, draft=False, keywords=[])
    return tern.Flags(**(none | which))


def network(kind, metered=False):
    """What a platform says of its network."""
    return tern.NetworkFacts(kind=kind, id="", metered=metered, data_saver=False, captive=False)


def power(**differs):
    """What a phone says that runs on its battery and lets Tern hold a connection."""
    phone = dict(
        battery_percent=60,
        charging=False,
        power_save=False,
        doze=False,
        standby=tern.Standby.ACTIVE,
        exact_alarms=False,
        can_hold_socket=True,
        background_allowed=True,
        window_seconds=None,
    )
    return tern.PowerFacts(**(phone | differs))


def draft(account, to, subject):
    """A plain message to one person."""
    return tern.Draft(
        account=account.id,
        _from=tern.Address(name=account.name, email=account.address),
        to=[tern.Address(name=None, email=to)],
        cc=[],
        bcc=[],
        subject=subject,
        text="Are the terns back?",
        html=None,
        attachments=[],
        in_reply_to=None,
    )


async def until(events, kind, wanted=lambda event: True):
    """The next event of a kind that `wanted` takes."""

    async def heard():
        async for event in events:
            if isinstance(event, kind) and wanted(event):
                return event

    return await asyncio.wait_for(heard(), 60)


async def eventually(condition):
    """Waits until a condition, a coroutine function, holds."""

    async def held():
        while not await condition():
            await asyncio.sleep(0.01)

    await asyncio.wait_for(held(), 60)
