//! Small programs that a test writes and then has run.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Puts a shell script with these lines at `path`, for its owner to run.
///
/// Another process writes it. Had this one held it open for writing, a program that some other
/// test starts at that moment would keep it open too, and running it would be refused as "text
/// file busy".
///
/// # Panics
/// When it cannot be written.
pub fn write_script(path: &Path, lines: &str) {
    let mut writer = Command::new("/bin/sh")
        .args(["-c", "cat > \"$0\""])
        .arg(path)
        .stdin(Stdio::piped())
        .spawn()
        .expect("/bin/sh runs");
    let mut into = writer.stdin.take().expect("it was asked for");
    write!(into, "#!/bin/sh\n{lines}\n").expect("the writer listens");
    drop(into);
    assert!(writer.wait().expect("the writer ends").success());
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))
        .expect("the script is ours");
}
