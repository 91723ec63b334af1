//! HMAC-SHA-256 against Project Wycheproof: full-length valid tags are taken, everything else is refused.

use launch_complete::subscription::{MIN_SECRET_BYTES, Secret, Secrets, Signature};
use wycheproof::TestResult;
use wycheproof::mac::{TestName, TestSet};

#[test]
fn full_length_valid_tags_are_taken_and_everything_else_is_refused() {
    let tests = TestSet::load(TestName::HmacSha256).unwrap();
    let (mut taken, mut refused, mut short) = (0, 0, 0);
    for test in tests.test_groups.iter().flat_map(|group| &group.tests) {
        let Ok(secret) = Secret::from_bytes(test.key.to_vec()) else {
            assert!(test.key.len() < MIN_SECRET_BYTES, "{}", test.tc_id);
            short += 1;
            continue;
        };
        let secrets = Secrets::new([secret]).unwrap();
        let hex: String = test.tag.iter().map(|byte| format!("{byte:02x}")).collect();
        let signature = Signature::parse(hex.as_bytes());
        let valid = signature.is_ok_and(|signature| {
            // In two parts, as a request is.
            let (head, tail) = test.msg.split_at(test.msg.len() / 2);
            secrets.verify(&[head, tail], &signature).is_some()
        });
        let expected = test.result == TestResult::Valid && test.tag.len() == 32;
        assert_eq!(valid, expected, "{} {}", test.tc_id, test.comment);
        if valid { taken += 1 } else { refused += 1 }
    }
    assert_eq!(taken + refused + short, tests.number_of_tests);
    assert!(
        taken >= 30 && refused >= 130,
        "{taken} taken, {refused} refused, {short} short"
    );
}
