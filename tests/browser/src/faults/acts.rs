//! Who plays which fault.

use std::{fmt, future::Future, pin::Pin};

use super::{
    back_end, blocked, bystanders, clicks, closing, coop, coop_grid, denied, engine, forged,
    frames, gone, landing, late, length, loading, plain, play::Play, reloads, replayed, results,
    strange, table::Code, two, wasm,
};
use crate::{Flavour, Result};

type Playing<'a> = Pin<Box<dyn Future<Output = Result<Code>> + 'a>>;

/// Why this browser's driver cannot play a cell. That is neither passed nor failed.
#[derive(Debug)]
pub(super) struct Inexpressible(pub(super) &'static str);

impl fmt::Display for Inexpressible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Inexpressible {}

/// One fault on all of its paths.
pub(super) struct Act {
    id: &'static str,
    pub(super) flavour: Flavour,
    pub(super) play: for<'a> fn(&'a Play<'a>) -> Playing<'a>,
}

macro_rules! acts {
    ($($id:literal $act:path $(=> $flavour:ident)?;)*) => {
        &[$(Act {
            id: $id,
            flavour: acts!(@ $($flavour)?),
            play: |play| Box::pin($act(play)),
        }),*]
    };
    (@) => { Flavour::Usual };
    (@ $flavour:ident) => { Flavour::$flavour };
}

const ACTS: &[Act] = acts! {
    "F01" closing::before_the_end;
    "F02" closing::after_ok;
    "F03" reloads::complete_page;
    "F04" reloads::back_and_forward;
    "F05" reloads::host_page;
    "F06" gone::silent_page;
    "F07" gone::other_origin;
    "F08" gone::closed_tab;
    "F09" coop::host_page;
    "F10" coop::complete_page;
    "F11" coop::noopener;
    "F12" blocked::popup => PopupsBlocked;
    "F13" clicks::connect;
    "F14" clicks::ok;
    "F15" late::listener;
    "F16" late::never;
    "F17" late::lost_answer;
    "F18" replayed::at_once;
    "F19" replayed::earlier_launch;
    "F20" forged::foreign_origin;
    "F21" bystanders::wrong_window;
    "F22" forged::unexpected;
    "F23" bystanders::null_origin;
    "F24" strange::too_much;
    "F25" strange::objects;
    "F26" loading::slow;
    "F27" loading::never;
    "F28" frames::refused;
    "F29" frames::framed_proxy;
    "F30" frames::sandboxed;
    "F31" denied::storage => StorageBlocked;
    "F32" length::many_cycles;
    "F33" length::unregistered;
    "F34" landing::second_time;
    "F35" landing::no_launch;
    "F36" back_end::fails_twice;
    "F37" back_end::lost_reply;
    "F38" two::at_once;
    "F39" wasm::without;
    "F40" denied::inline_script;
    "F41" denied::background => Throttled;
    "F42" clicks::close_refused;
    "F43" engine::throwing_window;
    "F44" engine::wrong_clock;
    "F45" engine::strings_only;
    "F46" coop::login_page;
    "F47" plain::host;
    "F48" plain::sender;
    "F49" results::declared;
    "F50" results::none;
    "F51" results::never_shown;
    "COOP" coop_grid::delivers;
};

pub(super) fn of(id: &str) -> Option<&'static Act> {
    ACTS.iter().find(|act| id.starts_with(act.id))
}
