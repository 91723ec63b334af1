//! Every path with every package.

use browser_tests::{Host, PACKAGES, Path, Result, run};

#[test]
fn opener() {
    run("opener", async |stage| {
        let host = stage.host().await?;
        for package in PACKAGES {
            delivers(&host, Path::OPENER, package).await?;
        }
        Ok(())
    });
}

async fn delivers(host: &Host<'_>, path: Path, package: &str) -> Result {
    println!("{} with {package}", path.name);
    let launch = host.connect(path, package).await?;
    launch.install().await?;
    let sent = launch.result_text().await?;
    launch.ok().await?;
    let outcome = launch.outcome().await?;
    println!("{outcome}");
    assert_eq!(launch.arrived().await?, sent);
    launch.popup.gone().await
}
