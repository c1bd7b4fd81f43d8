package tern.app.secrets

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import androidx.annotation.RequiresApi
import tern.core.SecretException
import tern.core.SecretStore
import java.io.File
import java.io.FileOutputStream
import java.security.GeneralSecurityException
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/** Keeps secrets in files that only a key of the device's keystore opens; `strong`: the device has a chip for such keys. */
class KeystoreSecrets(private val folder: File, private val strong: Boolean) : SecretStore {
    override fun get(name: String): ByteArray? = guarded {
        val file = File(folder, name)
        if (!file.exists()) return@guarded null
        val sealed = file.readBytes()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, known() ?: throw lost(), GCMParameterSpec(TAG_BITS, sealed, 0, NONCE))
        cipher.updateAAD(name.toByteArray())
        cipher.doFinal(sealed, NONCE, sealed.size - NONCE)
    }

    override fun set(name: String, value: ByteArray) = guarded {
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, known() ?: make())
        check(cipher.iv.size == NONCE) { "The keystore made another nonce." }
        cipher.updateAAD(name.toByteArray())
        write(File(folder, name), cipher.iv + cipher.doFinal(value))
    }

    override fun delete(name: String) = guarded {
        val file = File(folder, name)
        check(file.delete() || !file.exists()) { "The file stays." }
    }

    /** Whole or not at all, and on disk when it returns: without the key the profile is lost. */
    private fun write(file: File, bytes: ByteArray) {
        folder.mkdirs()
        val fresh = File(folder, "${file.name}.new")
        FileOutputStream(fresh).use { out ->
            out.write(bytes)
            out.fd.sync()
        }
        check(fresh.renameTo(file)) { "The file cannot be put in its place." }
    }

    private fun known(): SecretKey? {
        val keys = KeyStore.getInstance(PROVIDER).apply { load(null) }
        return keys.getKey(ALIAS, null) as SecretKey?
    }

    private fun make(): SecretKey =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P && strong) inChip() else generate(wanted().build())

    @RequiresApi(Build.VERSION_CODES.P)
    private fun inChip(): SecretKey = try {
        generate(wanted().setIsStrongBoxBacked(true).build())
    } catch (_: StrongBoxUnavailableException) {
        // The chip is full, or knows no key of this kind.
        generate(wanted().build())
    }

    private fun wanted() = KeyGenParameterSpec
        .Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
        .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
        .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
        .setKeySize(KEY_BITS)

    private fun generate(wanted: KeyGenParameterSpec): SecretKey =
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(wanted) }.generateKey()

    private fun <T> guarded(work: () -> T): T = try {
        work()
    } catch (thrown: GeneralSecurityException) {
        throw refused(thrown)
    } catch (thrown: java.io.IOException) {
        throw refused(thrown)
    } catch (thrown: IllegalStateException) {
        throw refused(thrown)
    }

    private fun refused(thrown: Exception) = SecretException.Refused(
        "This device's keystore does not open the profile's key (${thrown.javaClass.simpleName}).",
        "Unlock the device and start Tern again.",
    )

    /** Files came here without the device they belong to: a backup, or a copy. */
    private fun lost() = SecretException.Refused(
        "The key of this profile is not on this device: its files were made on another one, or before a reset.",
        "Begin anew and add your accounts again. Mail on the servers is not affected.",
    )

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val ALIAS = "tern"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val NONCE = 12
    }
}
