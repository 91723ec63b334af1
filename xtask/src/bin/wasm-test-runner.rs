//! Cargo's runner for `wasm32-unknown-unknown` tests: wasm-bindgen's own one, linked as a library so
//! that its version is pinned by `Cargo.lock` and nothing has to be installed.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())?;
    Ok(())
}
