package tern.app.secrets

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
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

/** Keeps secrets in files that only a key of the device's keystore opens. */
class KeystoreSecrets(private val folder: File) : SecretStore {
    override fun get(name: String): ByteArray? = guarded {
        val file = File(folder, name)
        if (!file.exists()) return@guarded null
        val sealed = file.readBytes()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key(), GCMParameterSpec(TAG_BITS, sealed, 0, NONCE))
        cipher.updateAAD(name.toByteArray())
        cipher.doFinal(sealed, NONCE, sealed.size - NONCE)
    }

    override fun set(name: String, value: ByteArray) = guarded {
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key())
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

    private fun key(): SecretKey {
        val keys = KeyStore.getInstance(PROVIDER).apply { load(null) }
        return keys.getKey(ALIAS, null) as SecretKey? ?: make()
    }

    private fun make(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val wanted = KeyGenParameterSpec.Builder(ALIAS, purposes)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(KEY_BITS)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(wanted) }.generateKey()
    }

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

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val ALIAS = "tern"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val NONCE = 12
    }
}
