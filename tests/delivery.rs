//! Which way a result goes: every page, every configuration.

mod common;

use common::{APP, origins};
use launch_complete::launch::redirect::Redirect;
use launch_complete::launch::{
    Acknowledgement, Channel, DeliveryError, Environment, Options, Step, Via, plan,
};

/// What is configured (`t`: target origins, `r`: redirect), and the ways to try on a page with no window,
/// with an opener, in a frame, in a frame of a window that was opened: `o` opener, `p` parent,
/// `r` redirect, `-` no way, or the option that is missing.
const WAYS: &str = "
    auto      -   targetOrigin  targetOrigin  targetOrigin  targetOrigin
    auto      t   -             o             p             p
    auto      r   r             r             r             r
    auto      tr  r             or            p             p
    opener    -   targetOrigin  targetOrigin  targetOrigin  targetOrigin
    opener    t   -             o             -             o
    opener    r   targetOrigin  targetOrigin  targetOrigin  targetOrigin
    opener    tr  -             o             -             o
    parent    -   targetOrigin  targetOrigin  targetOrigin  targetOrigin
    parent    t   -             -             p             p
    parent    r   targetOrigin  targetOrigin  targetOrigin  targetOrigin
    parent    tr  -             -             p             p
    redirect  -   redirectUri   redirectUri   redirectUri   redirectUri
    redirect  t   redirectUri   redirectUri   redirectUri   redirectUri
    redirect  r   r             r             r             r
    redirect  tr  r             r             r             r
";

const PAGES: [Environment; 4] = [
    page(false, false),
    page(false, true),
    page(true, false),
    page(true, true),
];

const fn page(framed: bool, opener: bool) -> Environment {
    Environment { framed, opener }
}

fn options(via: &str, configured: &str, acknowledgement: Acknowledgement) -> Options {
    let redirect = || Redirect::parse("https://app.example/landing", "", "").unwrap();
    Options {
        via: match via {
            "opener" => Via::Opener,
            "parent" => Via::Parent,
            "redirect" => Via::Redirect,
            _ => Via::Auto,
        },
        acknowledgement,
        targets: configured.contains('t').then(|| origins(APP)),
        redirect: configured.contains('r').then(redirect),
        ..Options::default()
    }
}

fn shown(ways: Result<Vec<Step>, DeliveryError>) -> String {
    match ways {
        Ok(steps) => steps
            .into_iter()
            .map(|step| match step {
                Step::Post(Channel::Opener) => 'o',
                Step::Post(Channel::Parent) => 'p',
                Step::Redirect => 'r',
            })
            .collect(),
        Err(DeliveryError::NoWindow) => "-".into(),
        Err(DeliveryError::Option(name)) => name.into(),
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn every_page_and_configuration_goes_the_way_of_the_table() {
    let mut checked = 0;
    for row in WAYS.lines().filter(|row| !row.trim().is_empty()) {
        let cells: Vec<_> = row.split_whitespace().collect();
        let [via, configured, expected @ ..] = &cells[..] else {
            panic!("{row}");
        };
        for (page, expected) in PAGES.iter().zip(expected) {
            // Whether an answer is required changes what happens after a step, never the steps.
            for acknowledgement in [
                Acknowledgement::Optional,
                Acknowledgement::Required,
                Acknowledgement::None,
            ] {
                let options = options(via, configured, acknowledgement);
                assert_eq!(shown(plan(*page, &options)), *expected, "{row}: {page:?}");
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 16 * 4 * 3);
}

#[test]
fn the_defaults_are_those_of_the_protocol() {
    let options = Options::default();
    assert_eq!(options.via, Via::Auto);
    assert_eq!(options.acknowledgement, Acknowledgement::Optional);
    assert_eq!((options.timeout, options.proxy_timeout), (1_500, 10_000));
    assert_eq!((options.targets, options.redirect), (None, None));
    assert_eq!(Environment::default(), page(false, false));
}
