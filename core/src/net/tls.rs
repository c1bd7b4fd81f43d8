//! TLS by rustls and ring: who is trusted, and what went wrong.

use super::{ANY_SERVER, CertificateProblem, NetError, Result, clean};
use crate::say;
use crate::words::Sentence;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, ring};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use tokio_rustls::TlsConnector;

/// The different trust settings whose configuration, and so session tickets, are kept.
const KEPT_CONFIGS: usize = 64;

/// Whose certificates are accepted: the platform's authorities and, besides, the account's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Trust {
    /// PEM of further certificate authorities.
    pub ca_pem: Option<String>,
}

/// One configuration per trust for the whole process: rustls resumes a session (RFC 8446 §2.2)
/// only under the very verifier that made it.
static CONFIGS: LazyLock<Mutex<HashMap<Trust, Arc<ClientConfig>>>> = LazyLock::new(Mutex::default);

/// Makes ring the provider of this process; may be called any number of times.
pub fn install_provider() {
    // An error says that a provider is there already, which is as good.
    ring::default_provider().install_default().ok();
}

/// Returns the connector for `trust`: TLS 1.2 and 1.3, sessions resumed.
pub fn connector(trust: &Trust) -> Result<TlsConnector> {
    Ok(TlsConnector::from(client_config(trust)?))
}

/// Returns the rustls configuration for `trust`.
pub fn client_config(trust: &Trust) -> Result<Arc<ClientConfig>> {
    let mut configs = CONFIGS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(config) = configs.get(trust) {
        return Ok(config.clone());
    }
    install_provider();
    let config = Arc::new(build(trust)?);
    if configs.len() >= KEPT_CONFIGS {
        configs.clear();
    }
    configs.insert(trust.clone(), config.clone());
    Ok(config)
}

/// Reads a host name or address as TLS wants it.
pub fn server_name(host: &str) -> Result<ServerName<'static>> {
    let name = host.trim_end_matches('.').to_owned();
    ServerName::try_from(name).map_err(|_| NetError::Input { detail: say!("input-host", host = clean(host)) })
}

/// Says what a rustls error means.
pub(super) fn explain(host: &str, error: &rustls::Error) -> NetError {
    let host = host.to_owned();
    let rustls::Error::InvalidCertificate(problem) = error else {
        let detail = match error {
            rustls::Error::InvalidMessage(_) => say!("why-no-tls"),
            other => Sentence::said(clean(&other.to_string())),
        };
        return NetError::Insecure { host, detail };
    };
    let problem = match problem {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => CertificateProblem::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => CertificateProblem::NotYetValid,
        // An authority of the same name with another key.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => CertificateProblem::UnknownIssuer,
        CertificateError::Revoked => CertificateProblem::Revoked,
        CertificateError::NotValidForName => CertificateProblem::WrongName { valid_for: Vec::new() },
        CertificateError::NotValidForNameContext { presented, .. } => {
            CertificateProblem::WrongName { valid_for: presented.iter().map(|n| bare_name(n)).collect() }
        }
        other => CertificateProblem::Other(clean(&other.to_string())),
    };
    NetError::Certificate { host, problem }
}

/// webpki writes names as `DnsName("mail.example")`.
fn bare_name(presented: &str) -> String {
    let inner = presented.split_once('(').map_or(presented, |(_, rest)| rest.trim_end_matches(')'));
    clean(inner.trim_matches('"'))
}

fn build(trust: &Trust) -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let given = trust.ca_pem.as_deref().map(certificates).transpose()?.unwrap_or_default();
    let own = if given.is_empty() { None } else { Some(own_verifier(&given, &provider)?) };
    let platform = rustls_platform_verifier::Verifier::new(provider.clone()).ok();
    if own.is_none() && platform.is_none() {
        return Err(NetError::Insecure { host: ANY_SERVER.into(), detail: say!("why-no-authorities") });
    }
    let verifier = Arc::new(Either { platform, own, given, provider: provider.clone() });
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(|error| explain(ANY_SERVER, &error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(config)
}

fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    found.ok().filter(|found| !found.is_empty()).ok_or_else(unreadable)
}

fn own_verifier(
    given: &[CertificateDer<'static>],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>> {
    let mut roots = RootCertStore::empty();
    for certificate in given {
        roots.add(certificate.clone()).map_err(|_| unreadable())?;
    }
    WebPkiServerVerifier::builder_with_provider(roots.into(), provider.clone()).build().map_err(|_| unreadable())
}

fn unreadable() -> NetError {
    NetError::Input { detail: say!("input-ca") }
}

/// Accepts what the platform accepts, or what the account's own authorities vouch for, or the
/// very certificate that was given: servers at home often have one they signed themselves.
#[derive(Debug)]
struct Either {
    platform: Option<rustls_platform_verifier::Verifier>,
    own: Option<Arc<WebPkiServerVerifier>>,
    given: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Either {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let unknown = || rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let own = self.own.as_ref().map_or_else(
            || Err(unknown()),
            |own| own.verify_server_cert(end_entity, intermediates, server_name, ocsp, now),
        );
        let Err(refused) = own else { return own };
        if self.was_given(end_entity, server_name, &refused) {
            return Ok(ServerCertVerified::assertion());
        }
        let platform = self.platform.as_ref().map_or_else(
            || Err(unknown()),
            |all| all.verify_server_cert(end_entity, intermediates, server_name, ocsp, now),
        );
        // "Unknown issuer" says least: the other verdict is the one to tell.
        platform.map_err(|error| if error == unknown() { refused } else { error })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl Either {
    /// Whether this certificate itself is in the CA file, fits the name and is not out of date;
    /// as an authority it may be good for nothing (`refused`).
    fn was_given(&self, end_entity: &CertificateDer<'_>, name: &ServerName<'_>, refused: &rustls::Error) -> bool {
        use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
        let rustls::Error::InvalidCertificate(problem) = refused else { return false };
        let dated = matches!(problem, Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. });
        let fits = |parsed: ParsedCertificate<'_>| verify_server_name(&parsed, name).is_ok();
        !dated
            && self.given.iter().any(|known| known.as_ref() == end_entity.as_ref())
            && ParsedCertificate::try_from(end_entity).is_ok_and(fits)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn wrong_name_tells_the_names_that_fit() {
        let error = rustls::Error::InvalidCertificate(CertificateError::NotValidForNameContext {
            expected: server_name("a.example").unwrap(),
            presented: vec!["DnsName(\"mail.b.example\")".into()],
        });
        let problem = CertificateProblem::WrongName { valid_for: vec!["mail.b.example".into()] };
        assert_eq!(explain("a.example", &error), NetError::Certificate { host: "a.example".into(), problem });
    }

    #[test]
    fn a_ca_file_without_certificates_is_refused() {
        let trust = Trust { ca_pem: Some("no pem".into()) };
        assert!(matches!(client_config(&trust), Err(NetError::Input { .. })));
    }

    #[test]
    fn one_trust_has_one_configuration() {
        if let (Ok(a), Ok(b)) = (client_config(&Trust::default()), client_config(&Trust::default())) {
            assert!(Arc::ptr_eq(&a, &b));
        }
    }
}
