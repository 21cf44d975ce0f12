//! Where things lie: the workspace's root, its built programs, and cargo itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command::{self, Ended};
use crate::report::Outcome;

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The same cargo that started us, in the workspace's root.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    // What `cargo run` set for us must not reach a second cargo: build scripts would see it
    // change and everything after them would be built again.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text == "CARGO_MANIFEST_DIR"
            || text == "CARGO_MANIFEST_PATH"
            || text.starts_with("CARGO_PKG_")
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Builds the tests and the program in one go. Every stage uses this selection of packages and
/// targets, because another one would turn other features on and build the heavy crates again.
pub fn build() -> Outcome {
    match command::run(cargo().args(["build", "--workspace", "--bins", "--tests"])) {
        Ended::Well => Outcome::prepared(),
        Ended::Badly(why) => Outcome::broke(format!("{why}: the errors stand above")),
    }
}

/// What cargo knows of the workspace and, when asked, of everything it depends on.
pub fn metadata(with_dependencies: bool) -> Result<Value, String> {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1"]);
    match with_dependencies {
        // Only what this platform builds: other platforms' crates may never have been fetched.
        true => command.args(["--filter-platform", host()?.as_str()]),
        false => command.arg("--no-deps"),
    };
    let text = command::output_of(&mut command)?;
    serde_json::from_str(&text).map_err(|fault| format!("cargo metadata: {fault}"))
}

/// The folder of built programs: `debug` or `release`.
pub fn programs(profile: &str) -> Result<PathBuf, String> {
    let metadata = metadata(false)?;
    let target = metadata["target_directory"].as_str();
    let target = target.ok_or("cargo metadata has no target_directory")?;
    Ok(Path::new(target).join(profile))
}

fn host() -> Result<String, String> {
    let text = command::output_of(Command::new("rustc").arg("-vV"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned)
        .ok_or_else(|| "rustc -vV names no host".to_owned())
}
