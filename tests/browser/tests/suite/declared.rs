//! However the page declared its result, or handed it over itself.

use browser_tests::{Path, run};
use serde_json::json;

use crate::{console_box::save, good::delivers};

/// Stays open, so that what it says can be read.
const OWN_CALL: &str = r#"<h1>Done</h1>
<button type="button" id="send">Send it</button>
<p role="status"></p>
<script src="../lib/launch-complete.js"></script>
<script>
  window.close = () => {};
  const status = document.querySelector("[role=status]");
  document.getElementById("send").addEventListener("click", () => {
    const passed = { accountId: "passed-in", cycles: [{ cycleId: "c-1" }], more: [1, "zwei", null] };
    LaunchComplete.deliver(passed, { targetOrigin: "HOST", via: "opener", ack: "required" }).then(
      (report) => { status.textContent = JSON.stringify(report); },
      (error) => { status.textContent = `${error.name} ${error.code}`; },
    );
  });
</script>"#;

/// A page may use a name the library would like to have for itself.
const LET: &str = r#"<h1>Done</h1>
<script>let result = { accountId: "by-let", cycleId: "c-1", webhooks: [] };</script>
<script src="../lib/launch-complete.js" data-target-origin="HOST" data-ack="required"></script>"#;

#[test]
fn by_window_property_var_or_const() {
    run("declarations", async |stage| {
        let host = stage.host().await?;
        for (path, keyword) in [
            (Path::OPENER, "window"),
            (Path::OPENER, "var"),
            (Path::OPENER, "const"),
            (Path::PROXY, "var"),
            (Path::PROXY, "const"),
            (Path::FRAGMENT, "const"),
        ] {
            println!("{} by {keyword}", path.name);
            let launch = host.connect(path, "surrogates").await?;
            launch.install().await?;
            // Not the way back to a page from a cache: a new document that declares it this way.
            let again = "const here = new URL(location.href); \
                         here.searchParams.set('declare', arguments[0]); \
                         location.assign(here)";
            launch.market.run(again, vec![json!(keyword)]).await?;
            let there = format!("location.search.includes('declare={keyword}')");
            launch
                .market
                .until("the page to be there again", &there)
                .await?;
            launch.completed().await?;
            let own = launch
                .market
                .eval("Object.hasOwn(window, 'result')")
                .await?;
            assert_eq!(own, keyword != "const", "{keyword}");
            delivers(&launch).await?;
        }
        Ok(())
    });
}

#[test]
fn by_let_in_the_box() {
    run("by let", async |stage| {
        let host = stage.host().await?;
        save(stage, LET, false).await?;
        let launch = host.connect_with(Path::OPENER, "missing", "saved").await?;
        launch.install().await?;
        delivers(&launch).await
    });
}

#[test]
fn passed_to_deliver() {
    run("passed in", async |stage| {
        let host = stage.host().await?;
        save(stage, OWN_CALL, false).await?;
        let launch = host.connect_with(Path::OPENER, "one", "saved").await?;
        launch.install().await?;
        launch.ok().await?;
        launch.outcome().await?;
        let passed =
            r#"{"accountId":"passed-in","cycles":[{"cycleId":"c-1"}],"more":[1,"zwei",null]}"#;
        assert_eq!(launch.arrived().await?, passed);
        let said = "document.querySelector('[role=status]').textContent";
        let report = launch.market.until("the promise", said).await?;
        assert_eq!(report, r#"{"status":"delivered","via":"opener"}"#);
        launch.popup.close().await
    });
}
