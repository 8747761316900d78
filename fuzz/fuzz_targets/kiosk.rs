//! Feeds `twinge_fuzz::kiosk`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| twinge_fuzz::kiosk(data));
