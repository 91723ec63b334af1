//! The suite: one file a topic.

#[path = "suite/paths.rs"]
mod paths;
#[path = "suite/harness.rs"]
mod harness;
