package tern.app.ui.part

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import tern.app.ui.Icons
import tern.app.ui.LocalFormat
import tern.app.ui.calm

/** A picture for the kind of a file; its name stands beside it. */
@Composable
fun FileIcon(contentType: String) =
    Icon(if (contentType.startsWith("image/")) Icons.Image else Icons.File, contentDescription = null)

/** The name of a file over its size, bytes, in the room that the row has left. */
@Composable
fun RowScope.FileName(name: String, size: ULong) = Column(Modifier.weight(1f).padding(horizontal = 12.dp)) {
    Text(
        calm(name),
        style = MaterialTheme.typography.bodyMedium,
        maxLines = 1,
        overflow = TextOverflow.MiddleEllipsis,
    )
    Text(
        LocalFormat.current.size(size),
        style = MaterialTheme.typography.bodySmall,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}
