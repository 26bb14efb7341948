//! One crate for all tests that go through the outside: one binary to link, one module a subject.

// A test fails by panicking, so `unwrap` and `expect` are how it says what it needs.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod model;
mod text_view;
