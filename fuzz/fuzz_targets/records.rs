//! Feeds `twinge_fuzz::records`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinge_fuzz::records(data));
