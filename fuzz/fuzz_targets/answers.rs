//! Feeds `twinge_fuzz::answers`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinge_fuzz::answers(data));
