//! The tools that are not Rust: looked for, and installed with apt-get where that is allowed.

use std::path::Path;
use std::process::Command;

use crate::Stop;
use crate::command;

/// A tool of the tests that Debian packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The server's programs; the tests start their own cluster.
    PostgreSql,
    /// The browser of the stories.
    Chromium,
    /// Runs the stories; version 18 or newer.
    Node,
    /// Fetches the stories' packages. Some Node packages bring it along.
    Npm,
    /// Letters of every language that residents read, for the pictures only.
    Fonts,
}

impl Tool {
    fn is_there(self) -> bool {
        match self {
            Self::PostgreSql => versions_of_postgresql().any(|bin| bin.join("initdb").exists()),
            Self::Chromium => Path::new("/usr/bin/chromium").exists(),
            Self::Node => answers("node"),
            Self::Npm => answers("npm"),
            Self::Fonts => {
                Path::new("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf").exists()
            }
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::PostgreSql => "postgresql",
            Self::Chromium => "chromium",
            Self::Node => "nodejs",
            Self::Npm => "npm",
            Self::Fonts => "fonts-noto-core",
        }
    }
}

/// Sees to it that the tools are there.
///
/// Installs one after the other, since a Node from elsewhere brings npm along and then refuses
/// Debian's package of that name.
pub fn ensure(tools: &[Tool]) -> Result<(), Stop> {
    let mut lists_are_fresh = false;
    for &tool in tools {
        if tool.is_there() {
            continue;
        }
        if let Some(mut apt_get) = apt_get() {
            println!("\n== Installing {} with apt-get", tool.package());
            if !lists_are_fresh {
                apt_get.args(["update", "-qq"]);
                lists_are_fresh = command::run(&mut apt_get).well();
            }
            if let Some(mut apt_get) = self::apt_get() {
                apt_get.args([
                    "install",
                    "-y",
                    "-qq",
                    "--no-install-recommends",
                    tool.package(),
                ]);
                command::run(&mut apt_get);
            }
        }
        if !tool.is_there() {
            return Err(Stop::ToolMissing(what_to_install(tools)));
        }
    }
    Ok(())
}

fn what_to_install(tools: &[Tool]) -> String {
    let missing: Vec<&str> = tools
        .iter()
        .filter(|tool| !tool.is_there())
        .map(|tool| tool.package())
        .collect();
    format!(
        "These tools are missing. On Debian or Ubuntu, run\n\n  sudo apt-get install --no-install-recommends {}\n\nand try again. `cargo xtask test --quick` needs none of them.",
        missing.join(" ")
    )
}

/// apt-get as root, or by a sudo that asks no password; none elsewhere.
fn apt_get() -> Option<Command> {
    if !answers("apt-get") {
        return None;
    }
    let is_root = command::output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        Command::new("env")
    } else if command::output_of(Command::new("sudo").args(["-n", "true"])).is_ok() {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "env"]);
        sudo
    } else {
        return None;
    };
    // Another program may hold the lock for a while; waiting is kinder than failing.
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    Some(command)
}

fn answers(program: &str) -> bool {
    command::output_of(Command::new(program).arg("--version")).is_ok()
}

fn versions_of_postgresql() -> impl Iterator<Item = std::path::PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    versions.map(|version| version.path().join("bin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_a_line_that_can_be_pasted() {
        let advice = what_to_install(&[]);
        assert!(
            advice.contains("sudo apt-get install --no-install-recommends "),
            "{advice}"
        );
    }

    #[test]
    fn every_tool_has_its_debian_package() {
        let tools = [
            Tool::PostgreSql,
            Tool::Chromium,
            Tool::Node,
            Tool::Npm,
            Tool::Fonts,
        ];
        assert_eq!(
            tools.map(Tool::package),
            ["postgresql", "chromium", "nodejs", "npm", "fonts-noto-core"]
        );
    }
}
