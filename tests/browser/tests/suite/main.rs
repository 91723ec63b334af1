//! The suite: one file a topic.

mod accessible;
mod attackers;
mod broken;
mod built;
mod canary;
mod console_box;
mod declared;
mod documents;
mod events;
mod forged;
mod good;
mod hand_off;
mod harness;
mod keyboard;
mod languages;
mod paths;
mod picture;
mod pictures;
mod plain;
mod policy;
mod senders;
mod snippet_lines;
mod snippet_page;
mod static_sites;
mod stays;
mod two_files;
