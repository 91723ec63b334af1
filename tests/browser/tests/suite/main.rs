//! The suite: one file a topic.

mod attackers;
mod broken;
mod built;
mod canary;
mod console_box;
mod declared;
mod events;
mod forged;
mod good;
mod hand_off;
mod harness;
mod packages;
mod paths;
mod pictures;
mod plain;
mod senders;
mod static_sites;
mod stays;
mod two_files;
