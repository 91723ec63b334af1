//! A result constructed by hand, in the marketplace's form.

use browser_tests::{Path, run};

#[test]
fn a_result_built_by_hand_arrives() {
    run("built by hand", async |stage| {
        let host = stage.host().await?;
        for path in [Path::OPENER, Path::PROXY, Path::FRAGMENT, Path::QUERY] {
            println!("{}", path.name);
            let launch = host.connect(path, "build").await?;
            let form = &launch.market;
            form.until("the form", "!document.getElementById('send').disabled")
                .await?;
            form.click("#addCycle").await?;
            form.fill(".cycle:nth-of-type(2) [name=url]", "javascript:alert(1)")
                .await?;

            // What the library's builder refuses is marked where it stands, and not sent.
            form.click("#send").await?;
            let problem = form
                .text("document.getElementById('problem').innerText")
                .await?;
            assert!(
                problem.starts_with("cycles[1].webhooks[0].url: "),
                "{problem}"
            );
            let marked = form.text("document.activeElement.matches('[aria-invalid=true]') && document.activeElement.value");
            assert_eq!(marked.await?, "javascript:alert(1)");

            form.fill(
                ".cycle:nth-of-type(2) [name=url]",
                "https://hooks.example/by-hand",
            )
            .await?;
            form.until(
                "the problem to go",
                "document.getElementById('problem').innerText === ''",
            )
            .await?;
            form.click_last("#send").await?;
            launch.outcome().await?;
            let result: serde_json::Value = serde_json::from_str(&launch.arrived().await?)?;
            assert_eq!(
                result["cycles"].as_array().map(Vec::len),
                Some(2),
                "{result}"
            );
            assert_eq!(
                result["cycles"][1]["webhooks"][0]["url"],
                "https://hooks.example/by-hand"
            );
            assert_eq!(result["marketplacePackageId"], 1);
            launch.popup.gone().await?;
        }
        Ok(())
    });
}
