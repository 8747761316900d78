//! Feeds `twinge_fuzz::plain`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinge_fuzz::plain(data));
