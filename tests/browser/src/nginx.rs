//! A folder served by nginx with the configuration that `docs/hosting.md` prints.

use std::{
    fs,
    net::{Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{Result, engine::program, until, workspace};

/// One such server, for both sites. Dropping it ends it.
#[derive(Debug)]
pub struct Nginx {
    child: Child,
    folder: TempDir,
}

impl Nginx {
    /// Serves the folder at both names and ports, the first with the printed configuration, and waits until it does.
    pub async fn serve(www: &Path, host: (&str, u16), marketplace: (&str, u16)) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("nginx.conf");
        fs::write(&file, configuration(folder.path(), www, host, marketplace)?)?;
        let program = program(&["nginx"]).unwrap_or_else(|| "/usr/sbin/nginx".into());
        let child = Command::new(program)
            .arg("-c")
            .arg(&file)
            .arg("-e")
            .arg(error_log(folder.path()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("nginx does not start: {error}"))?;
        let mut site = Self { child, folder };
        until("nginx", async || match site.child.try_wait()? {
            Some(status) => {
                let said = fs::read_to_string(error_log(site.folder.path())).unwrap_or_default();
                Err(format!("nginx ended: {status}\n{said}").into())
            }
            None => Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, host.1))
                .ok()
                .map(drop)),
        })
        .await?;
        Ok(site)
    }

    /// The access log so far.
    pub fn access_log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.folder.path().join("access.log"))?)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn error_log(folder: &Path) -> PathBuf {
    folder.join("error.log")
}

/// The printed block with the places of this run, in what surrounds it in a whole configuration.
fn configuration(
    folder: &Path,
    www: &Path,
    host: (&str, u16),
    marketplace: (&str, u16),
) -> Result<String> {
    let mut printed = printed()?;
    for (from, to) in [
        ("listen 443 ssl;", format!("listen 127.0.0.1:{};", host.1)),
        (
            "server_name app.example;",
            format!("server_name {};", host.0),
        ),
        ("root /srv/app;", format!("root {:?};", www)),
        (
            "https://marketplace.example",
            format!("http://{}:{}", marketplace.0, marketplace.1),
        ),
    ] {
        if printed.matches(from).count() != 1 {
            return Err(format!("`{from}` is not once in docs/hosting.md").into());
        }
        printed = printed.replace(from, &to);
    }
    let folder = folder.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
        .concat();
    let (name, port) = marketplace;
    Ok(format!(
        "daemon off; master_process off; pid {folder}/pid; events {{ }}
http {{
include /etc/nginx/mime.types;
access_log {folder}/access.log;
{temporary}{printed}
server {{
    listen 127.0.0.1:{port}; server_name {name}; root {www:?}; charset utf-8;
    location ~ \\.mjs$ {{ types {{ }} default_type text/javascript; }}
}}
}}
"
    ))
}

fn printed() -> Result<String> {
    let document = fs::read_to_string(workspace().join("docs/hosting.md"))?;
    let (_, section) = document.split_once("\n## nginx\n").ok_or("no nginx")?;
    let mut fences = section.split("```");
    let block = fences.nth(1).ok_or("no configuration")?;
    Ok(block.trim_start_matches("text").into())
}
