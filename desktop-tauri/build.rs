macro_rules! commands {
    ($($file:ident: $($name:ident)*;)*) => {
        &[$($(stringify!($name)),*),*]
    };
}

const COMMANDS: &[&str] = include!("src/commands/list.rs");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
