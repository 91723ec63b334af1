//! A folder served by `python3 -m http.server`, as anybody would.

use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
};

use crate::{Result, until};

/// One such server. Dropping it ends it.
#[derive(Debug)]
pub struct StaticSite {
    child: Child,
}

impl StaticSite {
    /// A port that is free at the moment: the pages must know it before the server starts.
    pub fn free_port() -> Result<u16> {
        Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port())
    }

    /// Serves a folder and waits until it does.
    pub async fn serve(folder: &Path, port: u16) -> Result<Self> {
        let child = Command::new("python3")
            .args(["-m", "http.server", "--bind", "127.0.0.1", "--directory"])
            .arg(folder)
            .arg(port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("python3 does not start: {error}"))?;
        let mut site = Self { child };
        until("python3's server", async || {
            match site.child.try_wait()? {
                Some(status) => Err(format!("python3's server ended: {status}").into()),
                None => Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port))
                    .ok()
                    .map(drop)),
            }
        })
        .await?;
        Ok(site)
    }
}

impl Drop for StaticSite {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
