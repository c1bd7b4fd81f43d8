package tern.app.screen.why

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import tern.app.R
import tern.app.ui.LocalFormat
import tern.app.ui.part.ErrorPanel
import tern.app.ui.part.ScreenBar
import tern.app.ui.part.SectionTitle
import tern.app.ui.part.Skeleton
import tern.core.AccountId
import tern.core.PlanReason
import tern.core.Wake

/** Where the reasons lead; `account` is null for what concerns the whole app. */
class WhyPaths(val onBack: () -> Unit, val onMend: (Mend, AccountId?) -> Unit)

@Composable
fun WhyView(state: WhyState, onEvent: (WhyEvent) -> Unit, paths: WhyPaths) {
    Scaffold(topBar = {
        ScreenBar(stringResource(R.string.why_title), paths.onBack)
    }, containerColor = MaterialTheme.colorScheme.surface) { inner ->
        Column(Modifier.padding(inner).fillMaxSize()) {
            when (val body = state.body) {
                WhyBody.Loading -> Skeleton(rows = 4)

                is WhyBody.Failed -> ErrorPanel(body.error) { onEvent(WhyEvent.Retried) }

                is WhyBody.Ready -> Column(
                    Modifier.verticalScroll(rememberScrollState()).padding(bottom = 24.dp),
                ) {
                    if (body.accounts.isNotEmpty()) Dim(stringResource(R.string.why_away))
                    body.accounts.forEach { Plan(it, paths) }
                    System(state.limits, paths)
                    Wakes(body)
                }
            }
        }
    }
}

@Composable
private fun Plan(of: WhyAccount, paths: WhyPaths) {
    SectionTitle(of.account.address)
    Said(modeWords(of.plan.mode), of.plan.reasons.map { reasonWords(it) })
    of.plan.checked?.let { Dim(stringResource(R.string.why_checked, LocalFormat.current.moment(it))) }
    Mending(of.plan.reasons, of.account.id, paths)
}

@Composable
private fun System(limits: List<PlanReason>, paths: WhyPaths) {
    SectionTitle(stringResource(R.string.why_system_title))
    if (limits.isEmpty()) return Said(stringResource(R.string.why_system_free), emptyList())
    limits.forEach {
        Said(reasonWords(it), emptyList())
        Mending(listOf(it), null, paths)
    }
}

/** The one button that helps, if one does. */
@Composable
private fun Mending(reasons: List<PlanReason>, account: AccountId?, paths: WhyPaths) {
    val mend = reasons.firstNotNullOfOrNull(::mendOf) ?: return
    OutlinedButton(onClick = { paths.onMend(mend, account) }, Modifier.padding(horizontal = 16.dp, vertical = 4.dp)) {
        Text(mendWords(mend))
    }
}

@Composable
private fun Wakes(body: WhyBody.Ready) {
    val format = LocalFormat.current
    SectionTitle(stringResource(R.string.why_wakes))
    val next = body.next
    if (next == null) {
        Dim(stringResource(R.string.why_next_none))
    } else {
        Dim(stringResource(R.string.why_next, causeWords(next.cause), format.moment(next.at)))
    }
    body.wakes.forEach { WakeLine(it) }
}

@Composable
private fun WakeLine(wake: Wake) = Said(
    "${LocalFormat.current.moment(wake.at)} · ${causeWords(wake.cause)}",
    listOf(resultWords(wake)),
)

@Composable
private fun Said(title: String, lines: List<String>) {
    Column(Modifier.padding(horizontal = 16.dp, vertical = 6.dp)) {
        Text(title, style = MaterialTheme.typography.bodyLarge)
        lines.forEach {
            Text(it, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        }
    }
}

@Composable
private fun Dim(text: String) = Text(
    text,
    style = MaterialTheme.typography.bodySmall,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
    modifier = Modifier.padding(horizontal = 16.dp, vertical = 4.dp),
)
