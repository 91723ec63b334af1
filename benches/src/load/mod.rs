//! Load on a receiver, from the plan of requests to what became of them.

mod fire;
mod memory;
mod outcome;
mod plan;
mod stored;

pub use fire::{Target, fire};
pub use memory::resident;
pub use outcome::{Kind, Outcomes};
pub use plan::{Plan, Rate};
pub use stored::{Stored, compare};
