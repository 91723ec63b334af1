//! What `docs/hosting.md` prints is what `docs/content-security-policy.md` prints, and what the build makes.

use crate::document::{blocks, quoted, read, section};

#[test]
fn nginx_sends_the_printed_policies() {
    let policies = read("docs/content-security-policy.md");
    let hosting = read("docs/hosting.md");
    let printed = |heading: &str| {
        let section = section(&policies, heading);
        let (_, policy) = section.split_once("\nContent-Security-Policy: ").unwrap();
        policy.lines().next().unwrap().to_owned()
    };
    let nginx = section(&hosting, "nginx");
    let sent: Vec<&str> = nginx
        .split('"')
        .filter(|text| text.starts_with("default-src"))
        .collect();
    assert_eq!(printed("Your app"), printed("The landing page"));
    assert_eq!(sent, [printed("Your app"), printed("The proxy page")]);
    for line in blocks(&policies)[0].text.lines().skip(1) {
        let (name, value) = line.split_once(": ").unwrap();
        assert!(
            nginx.contains(&format!("add_header {name} {value} always;")),
            "{line}"
        );
    }
}

#[test]
fn the_files_to_copy_are_those_that_are_built() {
    let hosting = read("docs/hosting.md");
    let build = read("xtask/src/build/pages.rs");
    let files: Vec<&str> = quoted(section(&hosting, "The files"))
        .into_iter()
        .filter(|name| name.ends_with(".html") || name.ends_with(".js") || name.ends_with(".css"))
        .collect();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        assert!(build.contains(&format!("\"{file}\"")), "{file}");
    }
}
