//! The suite: one file a topic.

mod accessible;
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
mod keyboard;
mod languages;
mod paths;
mod pictures;
mod plain;
mod policy;
mod senders;
mod static_sites;
mod stays;
mod two_files;
