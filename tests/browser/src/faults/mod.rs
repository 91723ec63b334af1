//! Every fault of `tests/faults.csv` in a real browser, and what must come of it.

mod acts;
mod arguments;
mod checks;
mod lane;
mod launch;
mod look;
mod plan;
mod play;
mod report;
mod table;

mod back_end;
mod blocked;
mod bystanders;
mod clicks;
mod closing;
mod coop;
mod coop_grid;
mod denied;
mod engine;
mod forged;
mod frames;
mod gone;
mod landing;
mod late;
mod length;
mod loading;
mod plain;
mod reloads;
mod replayed;
mod results;
mod strange;
mod two;
mod wasm;

use std::{
    cell::RefCell,
    collections::VecDeque,
    time::{Duration, Instant},
};

use futures_util::future::join_all;

pub use table::{Cell, Code, Way};

use crate::Result;
use arguments::Arguments;
use lane::Lane;
use report::Played;

/// Plays the cells and shows the grid. Whether all of them passed.
///
/// # Errors
///
/// Arguments that are none, pages that are not built, a report that cannot be written.
pub fn main(arguments: Vec<String>) -> Result<bool> {
    let arguments = Arguments::read(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(run(&arguments))
}

async fn run(arguments: &Arguments) -> Result<bool> {
    let start = Instant::now();
    // A failure is told once, with its reason, not as the place in the source.
    std::panic::set_hook(Box::new(|_| {}));
    let all = table::cells()?.into_iter().chain(coop_grid::cells());
    let wanted = all.filter(|cell| arguments.wants(&cell.id, cell.way));
    let wanted: Vec<Cell> = wanted.collect();
    let mut parts = Vec::new();
    for _ in 0..arguments.repeat {
        parts.extend(wanted.iter().cloned());
    }
    // A browser that is started in another way is started once.
    parts.sort_by_key(|cell| acts::of(&cell.id).map(|act| act.flavour as u8));
    let parts = RefCell::new(VecDeque::from(parts));
    let played = RefCell::new(Vec::new());
    let lanes = (0..arguments.lanes).map(|_| lane(arguments, &parts, &played));
    for ended in join_all(lanes).await {
        ended?;
    }
    let mut played = played.into_inner();
    played.sort_by(|a, b| (&a.cell.id, a.cell.way as u8).cmp(&(&b.cell.id, b.cell.way as u8)));
    report::write(&arguments.report, arguments.engine, &played)?;
    print!(
        "\n{}",
        report::text(arguments.engine, &played, start.elapsed())
    );
    let failed = played.iter().filter(|it| it.failed()).count();
    Ok(failed == 0)
}

/// One browser, as long as there is something to play.
async fn lane(
    arguments: &Arguments,
    parts: &RefCell<VecDeque<Cell>>,
    played: &RefCell<Vec<Played>>,
) -> Result {
    let mut lane = Lane::new(arguments.engine).await?;
    loop {
        let Some(cell) = parts.borrow_mut().pop_front() else {
            break;
        };
        let each = one(&mut lane, cell).await;
        eprintln!("{}", each.line());
        played.borrow_mut().push(each);
    }
    lane.end().await;
    Ok(())
}

async fn one(lane: &mut Lane, cell: Cell) -> Played {
    let Some(act) = acts::of(&cell.id) else {
        return Played::new(cell, Err("nobody plays it".into()), Duration::ZERO);
    };
    let (observed, took) = lane.play(act, &cell).await;
    Played::new(cell, observed, took)
}
