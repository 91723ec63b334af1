//! A PostgreSQL for a minute: its own data, no network, gone afterwards.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::progress::timed;
use crate::{Result, disk, process};

/// A running server. Dropping it ends it and removes its data.
pub(super) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    /// PostgreSQL does not run as root.
    user: Option<&'static str>,
}

impl Cluster {
    /// Starts one, where PostgreSQL is installed.
    pub(super) fn start() -> Result<Option<Self>> {
        let Some(programs) = programs() else {
            return Ok(None);
        };
        let root = process::output(Command::new("id").arg("-u"))?.trim() == "0";
        let cluster = Self {
            programs,
            // A socket's path must be short, so not in the target folder.
            folder: env::temp_dir().join(format!("inbox-{}", std::process::id())),
            user: root.then_some("postgres"),
        };
        disk::create_folder(&cluster.folder)?;
        if let Some(user) = cluster.user {
            process::output(Command::new("chown").arg(user).arg(&cluster.folder))?;
        }
        let data = cluster.data();
        timed("starting PostgreSQL", || {
            process::output(
                cluster
                    .program("initdb")
                    .arg("-D")
                    .arg(&data)
                    .args(["-A", "trust", "-N", "-U", "inbox"]),
            )?;
            let options = format!("-k {} -c listen_addresses=''", cluster.folder.display());
            // What the server says must not keep this task's pipe open.
            let log = cluster.folder.join("log");
            process::output(
                cluster
                    .program("pg_ctl")
                    .arg("-D")
                    .arg(&data)
                    .arg("-l")
                    .arg(log)
                    .args(["-w", "-s", "-o", &options, "start"]),
            )
        })?;
        Ok(Some(cluster))
    }

    /// Runs statements in a session of their own. What they print is the answer, and an error is theirs.
    pub(super) fn query(&self, sql: &str) -> Result<String> {
        let output = Command::new("psql")
            .args([
                "-X",
                "-q",
                "-A",
                "-t",
                "-U",
                "inbox",
                "-d",
                "postgres",
                "-v",
                "ON_ERROR_STOP=1",
            ])
            .arg("-h")
            .arg(&self.folder)
            .args(sql.split("; ").flat_map(|statement| ["-c", statement]))
            .output()?;
        if output.status.success() {
            return Ok(String::from_utf8(output.stdout)?);
        }
        Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self
            .program("pg_ctl")
            .arg("-D")
            .arg(self.data())
            .args(["-m", "fast", "-s", "stop"])
            .status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where `initdb` is: in `PATH`, or where Debian keeps each version's.
fn programs() -> Option<PathBuf> {
    process::find("psql")?;
    if let Some(found) = process::find("initdb") {
        return found.parent().map(Path::to_path_buf);
    }
    let versions = disk::list(Path::new("/usr/lib/postgresql")).ok()?;
    let mut folders = versions.into_iter().map(|version| version.join("bin"));
    folders.rfind(|folder| folder.join("initdb").is_file())
}
