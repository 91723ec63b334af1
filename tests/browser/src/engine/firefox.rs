//! Firefox by geckodriver.

use std::process::Command;

use serde_json::{Value, json};

use super::{Flavour, program};
use crate::Result;

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];

pub(super) fn driver() -> Result<Command> {
    let program =
        program(&["geckodriver"]).ok_or("geckodriver not found: run cargo install geckodriver")?;
    let mut command = Command::new(program);
    // With one port it would take the usual one for BiDi, which the next one wants, too.
    command.args(["--port", "0", "--websocket-port", "0"]);
    Ok(command)
}

pub(super) fn port(line: &str) -> Option<u16> {
    let (_, address) = line.split_once("Listening on ")?;
    address.trim_end().rsplit(':').next()?.parse().ok()
}

pub(super) fn capabilities(flavour: Flavour) -> Result<Value> {
    let binary = program(&BROWSERS).ok_or("firefox not found: run apt-get install firefox-esr")?;
    let mut preferences = json!({});
    if flavour == Flavour::PopupsBlocked {
        // The driver lets every popup through unless it is told not to.
        preferences["dom.disable_open_during_load"] = json!(true);
    }
    let mut capabilities = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": { "binary": binary, "args": ["-headless"], "prefs": preferences },
    });
    if flavour == Flavour::Watched {
        capabilities["webSocketUrl"] = json!(true);
    }
    Ok(capabilities)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_port_is_read_from_the_drivers_own_line() {
        let line = "1795365342510\tgeckodriver\tINFO\tListening on 127.0.0.1:40123\n";
        assert_eq!(super::port(line), Some(40123));
        assert_eq!(super::port("1795365342510\tgeckodriver\tINFO\tReady"), None);
    }
}
