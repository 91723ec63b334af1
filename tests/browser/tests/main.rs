//! The suite: one file a topic.

#[path = "suite/attackers.rs"]
mod attackers;
#[path = "suite/broken.rs"]
mod broken;
#[path = "suite/declared.rs"]
mod declared;
#[path = "suite/forged.rs"]
mod forged;
#[path = "suite/hand_off.rs"]
mod hand_off;
#[path = "suite/harness.rs"]
mod harness;
#[path = "suite/paths.rs"]
mod paths;
#[path = "suite/plain.rs"]
mod plain;
