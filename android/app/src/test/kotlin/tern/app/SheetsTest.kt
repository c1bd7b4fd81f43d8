package tern.app

import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import org.junit.Test
import java.awt.Color
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO

private const val LARGEST = 200_000L
private const val WIDTH = 216
private const val GAP = 12
private const val COLUMNS = 5

/** The contact sheets of the documentation: the pictures that screens are compared with, side by side. */
class SheetsTest {
    private val android = File(checkNotNull(System.getProperty("tern.android"))).canonicalFile
    private val goldens = File(android, "app/src/test/goldens")
    private val place = File(android.parentFile, "docs/screens/android")

    private val sheets = mapOf(
        "light" to each(
            "light", "list", "reader", "composer", "search", "outbox",
            "sidebar", "list-selecting", "reader-remote", "settings", "welcome",
        ),
        "lists" to each(
            "light", "list-compact", "list-loading", "list-empty", "list-failed", "list-offline",
            "list-end", "search-empty", "search-unfinished", "sidebar-syncing", "sidebar-signin",
        ),
        "writing" to each(
            "light", "reader-loading", "reader-gone", "reader-failed", "reader-failed-card", "composer-new",
            "composer-completing", "composer-not-saved", "outbox-empty", "drafts", "drafts-empty",
        ),
        "rest" to each(
            "light", "welcome-servers", "welcome-refused", "welcome-busy", "signin", "account",
            "why", "closed", "lock", "notice", "notice-leaving",
        ),
        "dark" to each("dark", "list", "reader", "composer", "search", "settings"),
        "german" to each("german", "list", "reader", "composer", "outbox", "welcome"),
        "large" to each("large", "list", "reader", "composer", "sidebar", "welcome"),
        "rtl" to each("rtl", "list", "reader", "composer", "sidebar", "settings"),
        "tablet" to listOf("panes-tablet"),
    )

    private fun each(look: String, vararg names: String) = names.map { "$it-$look" }

    @Test
    fun `sheets are drawn with the pictures`() {
        assumeTrue(System.getProperty("tern.record") == "yes")
        place.mkdirs()
        sheets.forEach { (name, pictures) -> save(File(place, "$name.png"), sheetOf(pictures)) }
    }

    @Test
    fun `sheets are there and small`() {
        val wanted = sheets.keys.map { "$it.png" }.toSet()
        assertEquals(wanted, place.list().orEmpty().toSet())
        assertEquals(emptyList<String>(), wanted.filter { File(place, it).length() > LARGEST })
    }

    private fun sheetOf(names: List<String>): BufferedImage {
        val pictures = names.map { ImageIO.read(File(goldens, "$it.png")) }
        val width = if (pictures.size == 1) pictures[0].width * 3 / 4 else WIDTH
        val height = pictures.maxOf { it.height * width / it.width }
        val columns = minOf(COLUMNS, pictures.size)
        val rows = (pictures.size + columns - 1) / columns
        val sheet = BufferedImage(
            GAP + columns * (width + GAP),
            GAP + rows * (height + GAP),
            BufferedImage.TYPE_INT_RGB,
        )
        val pen = sheet.createGraphics()
        pen.color = Color(0xcfd3da)
        pen.fillRect(0, 0, sheet.width, sheet.height)
        pictures.forEachIndexed { at, picture ->
            val x = GAP + at % columns * (width + GAP)
            val y = GAP + at / columns * (height + GAP)
            pen.drawImage(smaller(picture, width), x, y, null)
        }
        pen.dispose()
        return sheet
    }

    /** In steps of a half at most, each of them smooth. */
    private fun smaller(picture: BufferedImage, width: Int): BufferedImage {
        val next = maxOf(width, (picture.width + 1) / 2)
        val half = BufferedImage(next, picture.height * next / picture.width, BufferedImage.TYPE_INT_RGB)
        val pen = half.createGraphics()
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC)
        pen.drawImage(picture, 0, 0, half.width, half.height, null)
        pen.dispose()
        return if (next == width) half else smaller(half, width)
    }

    /** With a palette of the colours that are there most: screens have few, and the edges of letters come near. */
    private fun save(file: File, image: BufferedImage) {
        val counts = HashMap<Int, Int>()
        for (y in 0 until image.height) {
            for (x in 0 until image.width) {
                counts.merge(
                    near(image.getRGB(x, y)),
                    1,
                    Int::plus,
                )
            }
        }
        val palette = counts.entries.sortedByDescending { it.value }.take(128).map { it.key }
        val model = IndexColorModel(
            8,
            palette.size,
            ByteArray(palette.size) { (palette[it] shr 16).toByte() },
            ByteArray(palette.size) { (palette[it] shr 8).toByte() },
            ByteArray(palette.size) { palette[it].toByte() },
        )
        val small = BufferedImage(image.width, image.height, BufferedImage.TYPE_BYTE_INDEXED, model)
        val found = HashMap<Int, Int>()
        for (y in 0 until image.height) {
            for (x in 0 until image.width) {
                val colour = image.getRGB(x, y) and 0xffffff
                val index = found.getOrPut(colour) { palette.indices.minBy { far(palette[it], colour) } }
                small.raster.setSample(x, y, 0, index)
            }
        }
        ImageIO.write(small, "png", file)
    }

    /** Colours that nobody tells apart count as one. */
    private fun near(colour: Int) = (colour and 0xfcfcfc) or (colour shr 6 and 0x030303)

    private fun far(one: Int, other: Int) = listOf(0, 8, 16).sumOf {
        val by = (one shr it and 0xff) - (other shr it and 0xff)
        by * by
    }
}
