//! A throw-away certificate authority for one server or one test.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A certificate authority made for one test run.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate and its key as PEM.
#[derive(Debug, Clone)]
pub struct Identity {
    pub certificate: String,
    pub key: String,
}

/// Where the files of an [`Authority`] and a server certificate lie.
#[derive(Debug, Clone)]
pub struct TlsFiles {
    pub ca: PathBuf,
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl Authority {
    /// Makes an authority with a fresh key.
    pub fn new() -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Tern test authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().expect("a key for the test authority");
        Self { issuer: CertifiedIssuer::self_signed(params, key).expect("the test authority's certificate") }
    }

    /// Returns the authority's certificate as PEM, as `--ca-file` takes it.
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// Issues a certificate for `localhost` and `127.0.0.1`.
    pub fn localhost(&self) -> Identity {
        self.issue(&["localhost", "127.0.0.1"], false)
    }

    /// Issues a certificate for another host than the one the tests connect to.
    pub fn wrong_host(&self) -> Identity {
        self.issue(&["elsewhere.test"], false)
    }

    /// Issues a certificate for `localhost` that ran out years ago.
    pub fn expired(&self) -> Identity {
        self.issue(&["localhost", "127.0.0.1"], true)
    }

    fn issue(&self, names: &[&str], expired: bool) -> Identity {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut params = CertificateParams::new(names).expect("names a certificate can have");
        params.distinguished_name.push(DnType::CommonName, "Tern test server");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        if expired {
            params.not_before = date_time_ymd(2019, 1, 1);
            params.not_after = date_time_ymd(2020, 1, 1);
        }
        let key = KeyPair::generate().expect("a key for a test server");
        let certificate = params.signed_by(&key, &self.issuer).expect("a test server's certificate");
        Identity { certificate: certificate.pem(), key: key.serialize_pem() }
    }

    /// Writes `ca.pem`, `server.pem` and `server.key` into `dir`.
    pub fn write(&self, dir: &Path) -> TlsFiles {
        let identity = self.localhost();
        let files =
            TlsFiles { ca: dir.join("ca.pem"), certificate: dir.join("server.pem"), key: dir.join("server.key") };
        for (path, text) in
            [(&files.ca, &self.pem()), (&files.certificate, &identity.certificate), (&files.key, &identity.key)]
        {
            std::fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        }
        files
    }
}

/// Returns the server side of TLS with `identity`.
pub fn server_config(identity: &Identity) -> Arc<rustls::ServerConfig> {
    let chain = CertificateDer::pem_slice_iter(identity.certificate.as_bytes())
        .collect::<Result<Vec<_>, _>>()
        .expect("certificate PEM");
    let key = PrivateKeyDer::from_pem_slice(identity.key.as_bytes()).expect("key PEM");
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("TLS versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a usable certificate");
    Arc::new(config)
}

/// Returns the client side of TLS that trusts `ca_pem` alone.
pub fn client_config(ca_pem: &str) -> Arc<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(ca_pem.as_bytes()) {
        roots.add(certificate.expect("CA PEM")).expect("a usable CA");
    }
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("TLS versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config)
}

/// The name that the tests' servers are known by.
pub fn localhost() -> ServerName<'static> {
    ServerName::try_from("localhost").expect("a host name")
}
