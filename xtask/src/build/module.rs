//! Reading the few import and export forms that our shells and wasm-bindgen's bindings use.
//!
//! A statement counts when it starts in the first column and ends at the next `;`:
//! `import a, { b, c as d } from "./x.js";`, `import * as e from "./x.js";`, `import "./x.js";`,
//! `export { a, b as c };`, `export default …;` and `export` before a function, class, const, let or
//! var. Anything else is an error, not a guess.

use crate::Result;

/// One ES module, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Module {
    /// What it imports, in order.
    pub(super) imports: Vec<Import>,
    /// What it exports: (name outside, name inside).
    pub(super) exports: Vec<(String, String)>,
    /// The rest of it.
    pub(super) body: String,
}

/// One import statement.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Import {
    /// The address as written.
    pub(super) from: String,
    /// The local name of the whole module (`* as name`).
    pub(super) all: Option<String>,
    /// Single imports: (name outside, name inside).
    pub(super) names: Vec<(String, String)>,
}

/// Takes a module apart.
pub(super) fn parse(source: &str) -> Result<Module> {
    let mut module = Module::default();
    let mut rest = source;
    while !rest.is_empty() {
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        if starts_with_word(line, "import") && !line.starts_with("import(") {
            let (statement, after) = statement(rest)?;
            module.imports.push(import(statement)?);
            rest = after;
        } else if starts_with_word(line, "export") {
            rest = export(rest, &mut module)?;
        } else {
            module.body.push_str(line);
            rest = &rest[line.len()..];
        }
    }
    Ok(module)
}

/// Handles one export, and returns the source after what was taken off.
fn export<'a>(source: &'a str, module: &mut Module) -> Result<&'a str> {
    let declaration = source["export".len()..].trim_start();
    if let Some(value) = declaration.strip_prefix("default ") {
        // A const of its own: the value may be an expression.
        module.exports.push(pair("default", "__default"));
        module.body.push_str("const __default = ");
        return Ok(value);
    }
    if declaration.starts_with('{') {
        let (statement, after) = statement(source)?;
        let Some((names, tail)) = braces(statement) else {
            return Err(unknown(statement));
        };
        if !tail.trim().is_empty() {
            return Err(unknown(statement));
        }
        let exported = list(names).map(|(inside, outside)| (outside, inside));
        module.exports.extend(exported);
        return Ok(after);
    }
    let mut words = declaration
        .split(|c: char| !is_name(c))
        .filter(|word| !word.is_empty());
    let name =
        words.find(|word| !["async", "function", "class", "const", "let", "var"].contains(word));
    let declares = ["async ", "function", "class ", "const ", "let ", "var "]
        .iter()
        .any(|keyword| declaration.starts_with(keyword));
    match name {
        Some(name) if declares => {
            module.exports.push(pair(name, name));
            Ok(declaration)
        }
        _ => Err(unknown(source.lines().next().unwrap_or_default())),
    }
}

fn import(statement: &str) -> Result<Import> {
    let mut import = Import::default();
    let clause = statement["import".len()..].trim();
    let quote = clause.find(['"', '\'']).ok_or_else(|| unknown(statement))?;
    let (what, from) = clause.split_at(quote);
    import.from = from[1..]
        .strip_suffix(&from[..1])
        .ok_or_else(|| unknown(statement))?
        .to_owned();
    let what = what.trim();
    let mut what = what.strip_suffix("from").unwrap_or(what);
    if let Some((names, _)) = braces(what) {
        import.names.extend(list(names));
        what = what.split('{').next().unwrap_or_default();
    }
    for part in what
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match part.strip_prefix('*') {
            Some(all) => {
                import.all = all
                    .trim()
                    .strip_prefix("as ")
                    .map(|name| name.trim().to_owned())
            }
            None => import.names.push(pair("default", part)),
        }
    }
    Ok(import)
}

/// Everything up to the next `;`, and what follows it.
fn statement(source: &str) -> Result<(&str, &str)> {
    let Some((statement, after)) = source.split_once(';') else {
        return Err(unknown(source.lines().next().unwrap_or_default()));
    };
    Ok((statement, after.strip_prefix('\n').unwrap_or(after)))
}

/// What is between the braces, and what follows them.
fn braces(text: &str) -> Option<(&str, &str)> {
    text.split_once('{')?.1.split_once('}')
}

/// `a, b as c` as (a, a), (b, c).
fn list(names: &str) -> impl Iterator<Item = (String, String)> {
    names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let (first, second) = name.split_once(" as ").unwrap_or((name, name));
            pair(first.trim(), second.trim())
        })
}

fn pair(first: &str, second: &str) -> (String, String) {
    (first.to_owned(), second.to_owned())
}

fn starts_with_word(line: &str, word: &str) -> bool {
    line.strip_prefix(word)
        .is_some_and(|after| !after.starts_with(is_name))
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

fn unknown(statement: &str) -> Box<dyn std::error::Error> {
    format!("cannot join modules: unknown form `{statement}`").into()
}

#[cfg(test)]
mod tests;
