//! The library in two files: module and script apart.

use browser_tests::{Path, run};

use crate::good::delivers;

#[test]
fn two_files_do_without_a_module_that_is_not_there_and_with_one_that_is() {
    run("two files", async |stage| {
        // The module that is missing on purpose.
        stage.allow_console("404");
        for with_wasm in [false, true] {
            stage.split_library(with_wasm)?;
            stage.demo.log().clear();
            for path in [Path::OPENER, Path::PROXY, Path::FRAGMENT] {
                println!("{}, module there: {with_wasm}", path.name);
                let launch = stage.host().await?.connect(path, "one").await?;
                launch.install().await?;
                delivers(&launch).await?;
            }
            for page in ["host", "proxy", "landing"] {
                let asked = format!("/lib/launch-complete-{page}.wasm");
                assert_ne!(stage.demo.log().with(&asked), [], "{asked}");
            }
        }
        Ok(())
    });
}
