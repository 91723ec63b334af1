//! The documents say what is so: every snippet, command, code, attribute, file and test they name is there.

mod attributes;
mod codes;
mod commands;
mod coverage;
mod document;
mod features;
mod snippets;
