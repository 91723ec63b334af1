//! A panic without words.
//!
//! Nobody hears what a panic says on a page: the module just stops. Yet the standard library comes compiled,
//! with a text and a place in a file for every panic and with all that prints them. What serves these texts
//! alone is taken out of the module here. That a panic stops it stays as it is.

use std::collections::HashSet;

use walrus::ir::{Instr, InstrLocId, Unreachable, Value, Visitor, dfs_in_order};
use walrus::{ConstExpr, DataKind, FunctionId, LocalFunction, Module};

use super::names::plain;

/// What runs only once it is certain that the module stops, by the beginning of the name.
const PANICS: [&str; 15] = [
    "<std::panicking::",
    "__rustc::__rust_alloc_error_handler",
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "std::panicking::",
];

/// What the standard library says in a panic, and what stands between it in the same text.
const TEXTS: [&str; 24] = [
    "index out of bounds: the len is ",
    " but the index is ",
    "range start index ",
    "range end index ",
    "slice index starts at ",
    " but ends at ",
    " out of range for slice of length ",
    "assertion `left ",
    " right` failed",
    "\n  left: ",
    "\n right: ",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "copy_from_slice: source slice length (",
    ") does not match destination slice length (",
    "insertion index (is ",
    ") should be <= len (is ",
    "removal index (is ",
    ") should be < len (is ",
    "capacity overflow",
    "attempt to join into collection with len > usize::MAX",
    "Attempted to initialize thread-local while it is being dropped",
    "Tried to shrink to a larger capacity",
    "RefCell already mutably borrowed",
    "RefCell already borrowed",
];

/// What numbers and structures are written with.
const FORMATS: [&str; 2] = [
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
     5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899",
    "0x0123456789ABCDEF",
];

/// Takes out the texts of panics, all formatting where nothing but a panic formats, and futures where none is
/// made.
pub(super) fn panics(module: &mut Module) {
    let panics = named(module, |name| {
        PANICS.iter().any(|panic| name.starts_with(panic)) || name.ends_with("::assert_failed")
    });
    stop(module, &panics);
    blank(module, |data, _| {
        TEXTS.iter().for_each(|text| blank_text(data, text))
    });
    let nothing_formats = stop_unused(module, |name| {
        name.starts_with("core::fmt::")
            || name.starts_with("alloc::fmt::")
            || name.contains(" as core::fmt::")
    });
    if nothing_formats {
        blank(module, |data, _| {
            FORMATS.iter().for_each(|text| blank_text(data, text))
        });
    }
    // A task is woken through a table only, so that nothing else sees that there are no tasks.
    stop_unused(module, |name| name.starts_with("js_sys::futures::"));
    blank(module, blank_locations);
}

/// Takes out functions that nobody but themselves calls by name, and says whether it did. Their pointers are left to themselves, too:
/// who has one got it from them.
fn stop_unused(module: &mut Module, wanted: impl Fn(&str) -> bool) -> bool {
    let family = named(module, wanted);
    let is_used = module
        .funcs
        .iter_local()
        .any(|(id, function)| !family.contains(&id) && calls(function, &family));
    if !is_used {
        stop(module, &family);
    }
    !is_used
}

/// The functions with such a name.
fn named(module: &Module, wanted: impl Fn(&str) -> bool) -> HashSet<FunctionId> {
    let local = module.funcs.iter_local().map(|(id, _)| id);
    local
        .filter(|id| {
            let name = module.funcs.get(*id).name.as_deref();
            name.is_some_and(|name| wanted(&plain(name)))
        })
        .collect()
}

/// Lets functions do nothing but stop the module.
fn stop(module: &mut Module, functions: &HashSet<FunctionId>) {
    for (id, function) in module.funcs.iter_local_mut() {
        if functions.contains(&id) {
            let stop = Instr::Unreachable(Unreachable {});
            let entry = function.entry_block();
            function.block_mut(entry).instrs = vec![(stop, InstrLocId::default())];
        }
    }
}

/// Whether a function calls one of these by name.
fn calls(function: &LocalFunction, wanted: &HashSet<FunctionId>) -> bool {
    struct Calls<'a> {
        wanted: &'a HashSet<FunctionId>,
        found: bool,
    }
    impl Visitor<'_> for Calls<'_> {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.found |= self.wanted.contains(id);
        }
    }
    let mut calls = Calls {
        wanted,
        found: false,
    };
    dfs_in_order(&mut calls, function, function.entry_block());
    calls.found
}

/// Blanks in the data what nobody reads any more. `blank_in` gets a piece of it and where that starts.
fn blank(module: &mut Module, blank_in: impl Fn(&mut [u8], usize)) {
    let ids: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        if let DataKind::Active { offset, .. } = &data.kind
            && let ConstExpr::Value(Value::I32(start)) = offset
            && let Ok(start) = usize::try_from(*start)
        {
            blank_in(&mut data.value, start);
        }
    }
}

/// Blanks a text wherever it is.
fn blank_text(data: &mut [u8], text: &str) {
    for at in 0..data.len() {
        if data[at..].starts_with(text.as_bytes()) {
            data[at..at + text.len()].fill(0);
        }
    }
}

/// Blanks every `core::panic::Location` and the name of the file it points to. It is four numbers: where the
/// name is, how long it is, line and column.
fn blank_locations(data: &mut [u8], start: usize) {
    const SIZE: usize = 16;
    let mut files = Vec::new();
    for at in (start.next_multiple_of(4) - start..data.len()).step_by(4) {
        let Some(location) = data.get(at..at + SIZE) else {
            break;
        };
        let file = number(location).checked_sub(start);
        let file = file.map(|file| file..=file + number(&location[4..]));
        if let Some(file) = file
            && data.get(file.clone()).is_some_and(is_source)
        {
            data[at..at + SIZE].fill(0);
            files.push(file);
        }
    }
    files.into_iter().for_each(|file| data[file].fill(0));
}

/// Behind a file's name is a zero, which its length does not count.
fn is_source(name: &[u8]) -> bool {
    let path = name.strip_suffix(b".rs\0");
    path.is_some_and(|path| path.iter().all(u8::is_ascii_graphic))
}

fn number(bytes: &[u8]) -> usize {
    let word = bytes.iter().take(4).rev();
    word.fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    #[test]
    fn places_are_blanked_and_nothing_else() {
        const START: usize = 1_048_578;
        let mut data = b"textsrc/a.rs\0text\0".to_vec();
        data.resize(22, 0);
        let word = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let after = [[START + 4, 8, 17, 5], [START, 4, 17, 5]].concat();
        data.extend(after.into_iter().flat_map(word));
        let mut expected = data.clone();
        expected[4..13].fill(0);
        expected[22..38].fill(0);
        blank_locations(&mut data, START);
        assert_eq!(data, expected);
    }

    #[test]
    fn a_text_is_blanked_wherever_it_is() {
        let mut data = b"abcabab".to_vec();
        blank_text(&mut data, "ab");
        assert_eq!(data, b"\0\0c\0\0\0\0");
        blank_text(&mut data, "longer than all of it");
        assert_eq!(data[2], b'c');
    }

    /// A module in which `caller` calls what formats, and how many of its three functions are left.
    fn left_where(caller: &str) -> usize {
        let mut module = Module::default();
        let mut called = None;
        for name in [
            "core::fmt::write",
            "<app[c5930c85a12de822]::A as core::fmt::Debug>::fmt",
            caller,
        ] {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.into());
            match called {
                Some(called) => builder.func_body().call(called),
                None => builder.func_body().return_(),
            };
            called = Some(builder.finish(Vec::new(), &mut module.funcs));
        }
        panics(&mut module);
        let stops = |function: &&LocalFunction| {
            let body = function.block(function.entry_block());
            matches!(body.instrs[..], [(Instr::Unreachable(_), _)])
        };
        let functions = module.funcs.iter_local().map(|(_, function)| function);
        3 - functions.filter(stops).count()
    }

    #[test]
    fn panics_stop_and_so_does_what_formats_for_them_alone() {
        assert_eq!(
            left_where("core::panicking::panic_fmt::h0123456789abcdef"),
            0
        );
        assert_eq!(left_where("app::show"), 3);
    }
}
