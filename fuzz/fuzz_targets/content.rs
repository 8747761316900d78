//! Feeds `twinge_fuzz::content`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinge_fuzz::content(data));
