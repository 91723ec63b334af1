//! Which launch a result belongs to.

mod common;

use std::collections::HashSet;

use common::{MARKETPLACE, cases};
use launch_complete::launch::{Binding, LaunchId, Origin, Pending, UnboundLanding};
use proptest::prelude::*;

const MINUTE: f64 = 60_000.0;

fn pending(started_at: f64) -> Pending {
    let marketplace_origin = Origin::parse(MARKETPLACE).unwrap();
    Pending {
        started_at,
        marketplace_origin,
    }
}

#[test]
fn an_id_is_32_lower_case_hex_digits_and_nothing_else() {
    let good = "00112233445566778899aabbccddeeff";
    let bytes = [
        0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255,
    ];
    assert_eq!(LaunchId::from_random(bytes).as_str(), good);
    assert_eq!(LaunchId::parse(good), Some(LaunchId::from_random(bytes)));
    for text in [
        "",
        "0011223344556677",
        "00112233445566778899aabbccddeef",
        "00112233445566778899aabbccddeeff0",
        "00112233445566778899AABBCCDDEEFF",
        "00112233445566778899aabbccddeefg",
        " 0112233445566778899aabbccddeeff",
        "00112233445566778899aabbccddeef\n",
        "0011223344556677889\u{e9}aabbccddeef",
        "__proto__",
        "null",
    ] {
        assert_eq!(LaunchId::parse(text), None, "{text:?}");
    }
}

#[test]
fn a_message_is_bound_by_its_id_or_by_being_the_only_one() {
    let own = LaunchId::from_random([1; 16]);
    let other = LaunchId::from_random([2; 16]);
    let (own_text, other_text) = (own.as_str(), other.as_str());
    use Binding::{Bound, Foreign, Unbound};
    use UnboundLanding::{Refuse, Single};
    for (named, pending, unbound, expected) in [
        (Some(own_text), 1, Refuse, Bound),
        (Some(own_text), 7, Refuse, Bound),
        (Some(own_text), 0, Single, Bound),
        (Some(other_text), 1, Refuse, Foreign),
        (Some(other_text), 1, Single, Foreign),
        (Some(""), 1, Single, Foreign),
        (Some(&own_text[..31]), 1, Single, Foreign),
        (None, 1, Refuse, Foreign),
        (None, 1, Single, Unbound),
        (None, 0, Single, Foreign),
        (None, 2, Single, Foreign),
    ] {
        let found = Binding::of(named, &own, pending, unbound);
        assert_eq!(found, expected, "{named:?}, {pending} pending, {unbound:?}");
    }
    assert_eq!(UnboundLanding::default(), Refuse);
}

#[test]
fn a_record_holds_time_and_origin_and_nothing_else() {
    let record = pending(1_760_000_000_123.0);
    assert_eq!(record.text(), "1 1760000000123 https://marketplace.example");
    assert_eq!(Pending::parse(&record.text()), Some(record));
    assert_eq!(pending(-5.0).text(), "1 0 https://marketplace.example");
    for text in [
        "",
        "1",
        "1 1760000000123",
        "1 1760000000123 ",
        "2 1760000000123 https://marketplace.example",
        "1 now https://marketplace.example",
        "1 -1 https://marketplace.example",
        "1 1.5 https://marketplace.example",
        "1 1760000000123 https://marketplace.example/",
        "1 1760000000123 https://marketplace.example more",
        "1 1760000000123 null",
        "1  https://marketplace.example",
    ] {
        assert_eq!(Pending::parse(text), None, "{text:?}");
    }
}

#[test]
fn a_record_counts_for_fifteen_minutes() {
    let start = 1_760_000_000_000.0;
    let record = pending(start);
    for (now, alive) in [
        (start, true),
        (start + 15.0 * MINUTE - 1.0, true),
        (start + 15.0 * MINUTE, false),
        (start + 24.0 * 60.0 * MINUTE, false),
        // A clock that was set back.
        (start - MINUTE, true),
    ] {
        assert_eq!(record.is_alive(now), alive, "{now}");
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn ids_and_records_read_back_the_same(random in any::<[u8; 16]>(), at in 0..(1_u64 << 53)) {
        let id = LaunchId::from_random(random);
        prop_assert_eq!(LaunchId::parse(id.as_str()), Some(id));
        let record = pending(at as f64);
        prop_assert_eq!(Pending::parse(&record.text()), Some(record));
    }

    #[test]
    fn different_randomness_is_a_different_id(ids in prop::collection::hash_set(any::<[u8; 16]>(), 0..9)) {
        let texts: HashSet<_> = ids.iter().map(|bytes| LaunchId::from_random(*bytes)).collect();
        prop_assert_eq!(texts.len(), ids.len());
    }
}
