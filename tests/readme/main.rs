//! The documents say what is so: every snippet, command, code, attribute, link, file and test they name is there.

mod attributes;
mod codes;
mod commands;
mod coverage;
mod document;
mod examples;
mod features;
mod hosting;
mod languages;
mod links;
mod snippets;
