//! Prints the bodies that the native programs work on, for those in Node: `[{"row", "body"}]`.

#![forbid(unsafe_code)]

use std::error::Error;

use launch_complete_benches::body::{SIZES, of_length};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut bodies = Vec::new();
    for (row, length) in SIZES {
        bodies.push(json!({"row": row, "body": String::from_utf8(of_length(length)?)?}));
    }
    println!("{}", Value::Array(bodies));
    Ok(())
}
