//! The demo as a program: two sites until Ctrl-C.

#![forbid(unsafe_code)]

mod args;

use std::{
    future::pending,
    io::{self, Write},
    process::ExitCode,
};

use args::Command;
use launch_complete_demo::{Config, DemoError, serve_below};

fn main() -> ExitCode {
    let (config, base) = match args::parse(lexopt::Parser::from_env()) {
        Ok(Command::Run(config, base)) => (config, base),
        Ok(Command::Help) => {
            say(args::HELP);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}\n\n{}", args::HELP);
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(run(config, &base)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

async fn run(config: Config, base: &str) -> Result<(), DemoError> {
    let demo = serve_below(config, base).await?;
    let addresses = format!(
        "host app     {}\nmarketplace  {}\nCtrl-C ends both.\n",
        demo.host_url(),
        demo.marketplace_url()
    );
    demo.run_until(async {
        // In this order, so that whoever has read the addresses can already press Ctrl-C.
        tokio::select! {
            biased;
            heard = tokio::signal::ctrl_c() => {
                if let Err(error) = heard {
                    eprintln!("Ctrl-C cannot be heard ({error}): ending now");
                }
            }
            () = async { say(&addresses); pending().await } => {}
        }
    })
    .await;
    Ok(())
}

/// Prints and goes on where nobody reads: a closed pipe must not end the servers.
fn say(text: &str) {
    let mut out = io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}
