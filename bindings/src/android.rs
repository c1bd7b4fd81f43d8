//! What Android wants told before the core can connect: its certificate authorities are asked through Java.

use jni::EnvUnowned;
use jni::errors::ThrowRuntimeExAndDefault;
use jni::objects::{JClass, JObject};

/// `tern.mail.Platform` calls this once before `Mail.open`: it gives the core the app's context, so that TLS can ask the
/// system whom it trusts. Further calls change nothing.
// Java finds a native method by the name of its symbol.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "system" fn Java_tern_mail_Platform_start<'local>(
    mut env: EnvUnowned<'local>,
    _class: JClass<'local>,
    context: JObject<'local>,
) {
    env.with_env(|env| rustls_platform_verifier::android::init_with_env(env, context))
        .resolve::<ThrowRuntimeExAndDefault>();
}
