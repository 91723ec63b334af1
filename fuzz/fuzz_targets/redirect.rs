#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| launch_complete_fuzz::redirect::check(data));
