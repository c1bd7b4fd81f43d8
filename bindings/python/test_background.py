"""In the background: facts in, a plan out, checks within a budget, and the ledger of wakes."""

import pytest
import tern_core as tern
from desk import network, open_mail, power, role, setup, until
from tern_core import Event, MailError, NetworkKind, PlanMode, PlanReason, WakeCause
from tern_events import listen


class Awake(tern.Awake):
    """Keeps what it was told."""

    def __init__(self):
        self.told = []

    def working(self, working):
        self.told.append(working)


async def plan_of(mail):
    """The plan of the only account."""
    [plan] = (await mail.background_plan()).accounts
    return plan


def test_the_plan_follows_the_facts_and_the_settings(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        assert PlanReason.FOREGROUND() in (await plan_of(mail)).reasons
        away = await mail.plan_when_away()
        assert PlanReason.FOREGROUND() not in away.accounts[0].reasons and away.hold
        async with listen(mail) as events:
            mail.set_foreground(False)
            await until(events, Event.PLAN_CHANGED)
        mail.set_power(power())
        mail.set_network(network(NetworkKind.WIFI))
        plan = await mail.background_plan()
        assert plan.hold and plan.accounts[0].mode == PlanMode.PUSH
        mail.set_network(network(NetworkKind.CELLULAR, metered=True))
        mobile = await plan_of(mail)
        assert (mobile.mode, mobile.every_seconds) == (PlanMode.POLL, 1800)
        assert mobile.reasons == [PlanReason.POLL(minutes=30), PlanReason.MOBILE_DATA()]
        settings = await mail.sync_settings(account.id)
        assert (settings.mode, settings.low_battery_slower) == (tern.SyncMode.BALANCED, True)
        settings.mode = tern.SyncMode.MANUAL
        sent = await role(mail, account, tern.Role.SENT)
        settings.folders = [tern.FolderSync(mailbox=sent.id, rule=tern.FolderRule.NEVER)]
        await mail.set_sync_settings(account.id, settings)
        assert await mail.sync_settings(account.id) == settings
        by_hand = await mail.background_plan()
        assert by_hand.accounts[0].reasons == [PlanReason.MANUAL()] and by_hand.next_wake is None
        settings.every_minutes = 7
        with pytest.raises(MailError.Input):
            await mail.set_sync_settings(account.id, settings)

    run(story())


def test_a_check_brings_new_mail_and_is_written_down(bed, run, tmp_path):
    async def story():
        user = bed.user()
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, user))
        mail.set_foreground(False)
        mail.set_power(power(can_hold_socket=False))
        assert await mail.unread_total() == 0
        bed.deliver(user, "While you were away", "x")
        awake = Awake()
        mail.keep_awake(awake)
        wake = await mail.background_sync(30)
        assert awake.told == [True, False]
        [checked] = wake.accounts
        assert (wake.cause, checked.account, checked.new_messages) == (WakeCause.POLL, account.id, 1)
        assert checked.whole and checked.problem is None and checked.round_trips > 0 and checked.bytes > 0
        assert await mail.unread_total() == 1
        plan = await mail.background_plan()
        assert plan.next_wake.at > plan.at and plan.next_wake.cause == WakeCause.POLL
        again = await mail.background_sync(30)
        assert (again.cause, again.accounts) == (WakeCause.FREE, []), "it is not due"
        assert await mail.wakes(9) == [again, wake]
        with pytest.raises(MailError.Input):
            await mail.background_sync(0)

    run(story())


def test_a_held_connection_gives_a_sign_of_life(bed, run, tmp_path):
    async def story():
        mail = await open_mail(tmp_path)
        account = await mail.add_account(setup(bed, bed.user()))
        mail.set_foreground(False)
        mail.set_power(power())
        async with listen(mail) as events:
            await mail.start(account.id)
            await until(events, Event.MODE, lambda event: event.mode == tern.PushMode.PUSH)
            alive = await mail.keep_alive()
            assert (alive.cause, [held.account for held in alive.accounts]) == (WakeCause.KEEP_ALIVE, [account.id])
            assert alive.accounts[0].whole
            await mail.stop(account.id)

    run(story())
