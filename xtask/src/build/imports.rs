//! What the module imports from its bindings, each thing once.
//!
//! wasm-bindgen makes a function for every method of every class. Many of them are the same JavaScript, such as
//! `arg0.close()` of a window, a channel and a port.

use std::borrow::Cow;
use std::collections::HashMap;

use walrus::ir::{VisitorMut, dfs_pre_order_mut};
use walrus::{ConstExpr, ElementItems, FunctionId, FunctionKind, ImportKind, Module};

use crate::Result;

/// Lets imports that are the same JavaScript be one, in the bindings and in the module.
pub(super) fn merge(script: &mut String, module: &mut Module, own: &str) -> Result<()> {
    let mut known = HashMap::new();
    let mut merged = HashMap::new();
    let mut unused = Vec::new();
    for import in module.imports.iter() {
        let ImportKind::Function(id) = import.kind else {
            continue;
        };
        if import.module != own {
            continue;
        }
        let (entry, function) = entry(script, &import.name)
            .ok_or_else(|| format!("the bindings have no `{}`", import.name))?;
        let ty = module.types.get(module.funcs.get(id).ty());
        let same = (function, ty.params().to_vec(), ty.results().to_vec());
        match known.get(&same) {
            Some(first) => {
                merged.insert(id, *first);
                unused.push((import.id(), id, entry));
            }
            None => drop(known.insert(same, id)),
        }
    }
    replace(module, &merged);
    for (import, function, entry) in unused {
        *script = script.replacen(&entry, "", 1);
        module.imports.delete(import);
        module.funcs.delete(function);
    }
    Ok(())
}

/// How the object of all imports starts in the bindings.
const OBJECT: &str = "const import0 = {";

/// Lets the imports be a list, whose numbers are the names, in the bindings and in the module: no name stands in the
/// bindings any more. They are sorted by what they do, because brotli wants like beside like.
pub(super) fn number(
    script: &mut String,
    module: &mut Module,
    own: &str,
    short: &str,
) -> Result<()> {
    let mut found = Vec::new();
    for import in module.imports.iter() {
        if let ImportKind::Function(id) = import.kind
            && import.module == own
        {
            let (entry, function) = entry(script, &import.name)
                .ok_or_else(|| format!("the bindings have no `{}`", import.name))?;
            found.push((function, entry, import.id(), id));
        }
    }
    // Where two are the same JavaScript with other types, they stay in wasm-bindgen's order.
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let mut list = String::new();
    for (number, (function, entry, import, id)) in found.into_iter().enumerate() {
        *script = script.replacen(&entry, "", 1);
        list.push_str(&function);
        module.imports.delete(import);
        let numbered = module.imports.add(short, &number.to_string(), id);
        if let FunctionKind::Import(function) = &mut module.funcs.get_mut(id).kind {
            function.import = numbered;
        }
    }
    let object = script
        .split_once(OBJECT)
        .and_then(|(before, after)| Some((before, after.split_once('}')?)));
    match object {
        Some((before, (left, after))) if left.trim() == "__proto__: null," => {
            *script = format!("{before}const import0 = [\n{list}]{after}");
            Ok(())
        }
        _ => Err(format!("the bindings have more in `{OBJECT}` than functions").into()),
    }
}

/// The lines of an import in the bindings, and what of them is the function.
fn entry(script: &str, name: &str) -> Option<(String, String)> {
    let head = format!("{name}: ");
    let mut starts = script.match_indices(&head).map(|(start, _)| start);
    let start = starts.find(|start| script[..*start].ends_with(char::is_whitespace))?;
    let rest = &script[start..];
    // The brackets of the function's own lines end otherwise.
    let last = rest.find("\n},")? + 1;
    let end = last + rest[last..].find('\n')? + 1;
    let entry = &rest[..end];
    Some((entry.to_owned(), entry[head.len()..].to_owned()))
}

/// Lets every use of a function be one of its namesake.
fn replace(module: &mut Module, merged: &HashMap<FunctionId, FunctionId>) {
    struct Replace<'a>(&'a HashMap<FunctionId, FunctionId>);
    impl VisitorMut for Replace<'_> {
        fn visit_function_id_mut(&mut self, id: &mut FunctionId) {
            if let Some(first) = self.0.get(id) {
                *id = *first;
            }
        }
    }
    let mut replace = Replace(merged);
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut replace, function, entry);
    }
    for element in module.elements.iter_mut() {
        match &mut element.items {
            ElementItems::Functions(ids) => {
                ids.iter_mut()
                    .for_each(|id| replace.visit_function_id_mut(id));
            }
            ElementItems::Expressions(_, expressions) => {
                for expression in expressions {
                    if let ConstExpr::RefFunc(id) = expression {
                        replace.visit_function_id_mut(id);
                    }
                }
            }
        }
    }
}

/// What catches exceptions around an import, as wasm-bindgen writes it for each of them.
const CATCH: [&str; 2] = ["function() { return handleError(", ", arguments); },"];

/// The function that does so, up to what it does about an exception.
const HANDLE: [&str; 2] = ["function handleError(f, args) {", "f.apply(this, args)"];

/// Lets one function make what catches the exceptions of an import, and every import be an arrow function. Arguments
/// go on one by one, as many as any import has: to collect them first takes longer than most calls.
pub(super) fn shorten(script: &str) -> String {
    let names = (0..).map(|number| format!("arg{number}"));
    let arguments: Vec<String> = names.take_while(|name| script.contains(name)).collect();
    let arguments = arguments.join(", ");
    let caught = script
        .replace(
            HANDLE[0],
            &format!("const catching = (f) => ({arguments}) => {{"),
        )
        .replace(HANDLE[1], &format!("f({arguments})"))
        .replace(CATCH[0], "catching(")
        .replace(CATCH[1], "),");
    caught.split_inclusive('\n').map(arrow).collect()
}

/// The first line of an import as that of an arrow function; any other line as it is.
fn arrow(line: &str) -> Cow<'_, str> {
    let function = ["function(", "function ("]
        .iter()
        .find_map(|keyword| line.split_once(keyword));
    match function {
        Some((head, rest)) if head.is_empty() || head.ends_with("catching(") => {
            Cow::Owned(format!("{head}({}", rest.replacen(") {", ") => {", 1)))
        }
        _ => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "const imports = {\n    a_close: function(arg0) {\narg0.close();\n},\n\
        b_a_close: function(arg0) {\narg0.close();\n},\n\
        c_open: function() { return handleError(function (arg0) {\nconst f = () => {\n};\narg0.open(f);\n}, arguments); },\n};\n";

    #[test]
    fn the_lines_of_an_import_are_found() {
        let (lines, function) = entry(SCRIPT, "a_close").unwrap();
        assert_eq!(lines, "a_close: function(arg0) {\narg0.close();\n},\n");
        assert_eq!(Some(function), entry(SCRIPT, "b_a_close").map(|it| it.1));
        let (lines, _) = entry(SCRIPT, "c_open").unwrap();
        assert!(
            lines.ends_with("arg0.open(f);\n}, arguments); },\n"),
            "{lines}"
        );
        assert!(entry(SCRIPT, "open").is_none());
    }

    #[test]
    fn imports_that_are_the_same_become_one() {
        let mut module = Module::default();
        let ty = module
            .types
            .add(&[walrus::ValType::Ref(walrus::RefType::EXTERNREF)], &[]);
        let (first, _) = module.add_import_func("own", "a_close", ty);
        let (second, _) = module.add_import_func("own", "b_a_close", ty);
        let mut builder = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
        builder
            .func_body()
            .ref_null(walrus::RefType::EXTERNREF)
            .call(second);
        let caller = builder.finish(Vec::new(), &mut module.funcs);
        let mut script = SCRIPT.to_owned();
        merge(&mut script, &mut module, "own").unwrap();
        assert!(
            !script.contains("b_a_close") && script.contains("c_open"),
            "{script}"
        );
        assert_eq!(module.imports.iter().count(), 1);
        let function = module.funcs.get(caller).kind.unwrap_local();
        let body = &function.block(function.entry_block()).instrs;
        assert!(body.iter().any(
            |(instr, _)| matches!(instr, walrus::ir::Instr::Call(call) if call.func == first)
        ));
        assert!(merge(&mut String::new(), &mut module, "own").is_err());
    }

    #[test]
    fn imports_become_a_list_sorted_by_what_they_do() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        let open = module.add_import_func("own", "c_open", ty).0;
        let close = module.add_import_func("own", "a_close", ty).0;
        let head = "const imports = {\n    ";
        let object = SCRIPT.replacen(head, "const import0 = {\n    __proto__: null,\n    ", 1);
        let second = "b_a_close: function(arg0) {\narg0.close();\n},\n";
        let mut script = object.replacen(second, "", 1);
        number(&mut script, &mut module, "own", "a").unwrap();
        assert_eq!(
            script,
            "const import0 = [\nfunction() { return handleError(function (arg0) {\nconst f = () => {\n};\narg0.open(f);\n\
             }, arguments); },\nfunction(arg0) {\narg0.close();\n},\n];\n"
        );
        let imports: Vec<_> = module.imports.iter().collect();
        let names = imports.iter().map(|it| (&*it.module, &*it.name));
        assert!(names.eq([("a", "0"), ("a", "1")]));
        for (import, id) in imports.iter().zip([open, close]) {
            assert_eq!(import.kind, ImportKind::Function(id));
            let kind = &module.funcs.get(id).kind;
            assert!(matches!(kind, FunctionKind::Import(it) if it.import == import.id()));
        }
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func("own", "a_close", ty);
        assert!(number(&mut object.clone(), &mut module, "own", "a").is_err());
    }

    #[test]
    fn what_catches_is_written_once() {
        let list = SCRIPT.replace("    a_close: ", "").replace("c_open: ", "");
        let handle = "function handleError(f, args) {\ntry {\nreturn f.apply(this, args);\n} catch (e) {\n}\n}\n";
        let script = shorten(&(list + handle));
        assert!(script.contains("\n(arg0) => {\n"), "{script}");
        assert!(script.contains("\ncatching((arg0) => {\n"), "{script}");
        let catching = "\nconst catching = (f) => (arg0) => {\ntry {\nreturn f(arg0);\n";
        assert!(script.contains(catching), "{script}");
        assert!(!script.contains("arguments"), "{script}");
    }
}
