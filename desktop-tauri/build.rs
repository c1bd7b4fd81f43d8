macro_rules! commands {
    ($($file:ident: $($name:ident)*;)*) => {
        &[$($(stringify!($name)),*),*]
    };
}

const COMMANDS: &[&str] = include!("src/commands/list.rs");

/// Stands in for the interface until it is built, so that the Rust side compiles without npm.
const NOT_BUILT: &str = "<!doctype html><title>Tern</title><p>The interface is not built: run make desktop.</p>\n";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let built = std::path::Path::new("ui/dist");
    if !built.join("index.html").exists() {
        std::fs::create_dir_all(built)?;
        std::fs::write(built.join("index.html"), NOT_BUILT)?;
    }
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src/commands/list.rs");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
