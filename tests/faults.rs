//! Every fault of the matrix has a native test of the machines, or says why only a browser can show it.

use std::path::Path;

/// Fault, then the tests (`file::function`, or `stories`, `reloads` and `endings` of the made-up browser), or `browser`
/// and what no machine has a part in.
const TESTS: &str = "
    F01  endings lifecycle::a_window_that_reads_closed_is_lost_and_not_closed lifecycle::a_goodbye_is_believed_when_the_window_reads_closed_too
    F02  stories endings
    F03  reloads
    F04  reloads sender::a_page_that_comes_back_from_a_redirect_can_go_again
    F05  reloads receive::without_a_handle_a_window_is_that_of_the_only_launch
    F06  sender::silence_means_sent_or_the_next_way_or_failure relay::every_relay_ends_as_the_table_says
    F07  sender::silence_means_sent_or_the_next_way_or_failure greeting::a_greeting_of_somebody_else_gets_nothing
    F08  endings sender::without_a_window_there_is_the_redirect_or_a_readable_failure
    F09  stories lifecycle::a_goodbye_is_believed_when_the_window_reads_closed_too
    F10  stories delivery::every_page_and_configuration_goes_the_way_of_the_table
    F11  stories binding::a_message_is_bound_by_its_id_or_by_being_the_only_one
    F12  lifecycle::a_launch_ends_with_the_code_that_is_true
    F13  reloads
    F14  stories sender::after_a_failure_the_same_click_is_the_retry
    F15  stories greeting::a_late_greeting_gets_the_text_again_five_times_at_most
    F16  sender::silence_means_sent_or_the_next_way_or_failure relay::every_relay_ends_as_the_table_says
    F17  stories sender::a_late_answer_still_counts
    F18  stories receive::the_first_acceptable_result_wins
    F19  endings binding::a_message_is_bound_by_its_id_or_by_being_the_only_one
    F20  receive::text_then_origin_then_window_then_length relay::every_relay_ends_as_the_table_says
    F21  receive::text_then_origin_then_window_then_length
    F22  receive::a_result_of_another_launch_is_refused
    F23  receive::text_then_origin_then_window_then_length greeting::a_greeting_of_somebody_else_gets_nothing
    F24  receive::size_and_nesting_have_codes_of_their_own text::a_hundred_thousand_levels_do_no_harm
    F25  hostile::a_prototype_is_a_field_like_any_other hostile::a_name_given_twice_counts_as_its_last_value
    F26  stories
    F27  lifecycle::a_launch_ends_with_the_code_that_is_true
    F28  stories lifecycle::a_goodbye_is_believed_when_the_window_reads_closed_too
    F29  browser: whether a page is framed decides alone
    F30  receive::text_then_origin_then_window_then_length
    F31  stories
    F32  redirect::a_text_that_does_not_fit_goes_by_the_next_mode_or_not_at_all sender::a_late_answer_counts_where_the_redirect_was_impossible
    F33  redirect_target::only_a_registered_target_is_taken
    F34  reloads landing::the_text_is_found_by_its_name
    F35  relay::every_relay_ends_as_the_table_says
    F36  stories handoff::every_status_is_stored_given_up_or_tried_again
    F37  stories handoff::the_key_is_the_digest_of_the_bytes
    F38  reloads
    F39  browser: without the module there is no machine
    F40  browser: a policy for scripts
    F41  stories
    F42  stories
    F43  stories sender::a_post_that_throws_goes_the_next_way
    F44  binding::a_record_counts_for_fifteen_minutes
    F45  stories
    F46  stories
    F47  sender::silence_means_sent_or_the_next_way_or_failure
    F48  receive::the_first_acceptable_result_wins
    F49  browser: how a script declares a name
    F50  receive::what_is_no_result_is_refused_with_its_code_and_place sender::without_a_window_there_is_the_redirect_or_a_readable_failure
    F51  lifecycle::a_launch_ends_with_the_code_that_is_true
";

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_fault_has_its_test() {
    let matrix = file("faults.csv");
    let mut faults = matrix
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next());
    for row in TESTS.lines().filter(|row| !row.trim().is_empty()) {
        let mut words = row.split_whitespace();
        let fault = words.next();
        assert_eq!(fault, faults.next(), "in the order of the matrix");
        let fault = fault.unwrap();
        let places: Vec<_> = words.collect();
        assert!(!places.is_empty(), "{fault} is not tested");
        for place in places {
            match place.split_once("::") {
                Some((name, function)) => {
                    let found = file(&format!("{name}.rs")).contains(&format!("fn {function}("));
                    assert!(found, "{fault}: there is no {place}");
                }
                None if place == "browser:" => break,
                None => {
                    let told = file(&format!("interleaving/{place}.rs"));
                    assert!(
                        told.contains(&format!("\"{fault}")),
                        "{fault}: not among the {place}"
                    );
                }
            }
        }
    }
    assert_eq!(faults.next(), None, "a fault without a test");
}
