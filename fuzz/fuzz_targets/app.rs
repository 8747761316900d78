//! Feeds `twinge_fuzz::app`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinge_fuzz::app(data));
