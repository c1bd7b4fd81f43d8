package tern.app.notify

import android.content.Context
import androidx.core.app.NotificationChannelCompat
import androidx.core.app.NotificationManagerCompat
import tern.app.R
import tern.core.Account
import tern.core.AccountId

/** A channel for each account, so that a person decides for each how loud it is. */
class Channels(private val context: Context) {
    private val manager = NotificationManagerCompat.from(context)

    fun begin() = manager.createNotificationChannel(
        NotificationChannelCompat.Builder(SERVICE, NotificationManagerCompat.IMPORTANCE_MIN)
            .setName(context.getString(R.string.push_channel)).setShowBadge(false).build(),
    )

    fun keep(accounts: List<Account>) {
        accounts.forEach { account ->
            manager.createNotificationChannel(
                NotificationChannelCompat.Builder(
                    of(account.id),
                    NotificationManagerCompat.IMPORTANCE_DEFAULT,
                ).setName(account.address).build(),
            )
        }
        manager.deleteUnlistedNotificationChannels(accounts.map { of(it.id) } + SERVICE)
    }

    companion object {
        const val SERVICE = "push"

        fun of(account: AccountId) = "account-$account"
    }
}
