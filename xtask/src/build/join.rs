//! Joining modules without any JavaScript tool: each becomes a function that returns its exports.
//!
//! That is enough for the demo on a machine without Node. Nothing is left out, shortened or lowered.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::artefact::ALL;
use super::module::{self, Module};
use super::stage::{Form, entry};
use crate::Result;
use crate::layout::Layout;

/// Writes every script of `dist/`.
pub(super) fn all(layout: &Layout) -> Result<()> {
    for artefact in &ALL {
        let single = Joined::read(&entry(layout, artefact, Form::Single))?;
        let split = Joined::read(&entry(layout, artefact, Form::Split))?;
        fs::write(artefact.module(layout), single.module())?;
        fs::write(artefact.split_module(layout), split.module())?;
        if let (Some(global), Some(file)) = (artefact.global, artefact.classic(layout)) {
            fs::write(file, single.classic(global))?;
        }
    }
    Ok(())
}

/// An entry module with everything it imports.
struct Joined {
    /// In the order they run; each is a variable that holds the module's exports.
    modules: Vec<(PathBuf, String)>,
    /// Names the entry module exports.
    exports: Vec<String>,
}

impl Joined {
    fn read(entry: &Path) -> Result<Self> {
        let mut joined = Self {
            modules: Vec::new(),
            exports: Vec::new(),
        };
        joined.exports = joined.add(entry, &mut Vec::new())?;
        Ok(joined)
    }

    /// Adds a module after all that it imports, and returns the names it exports.
    fn add(&mut self, file: &Path, open: &mut Vec<PathBuf>) -> Result<Vec<String>> {
        let source = fs::read_to_string(file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let module = module::parse(&source)?;
        open.push(file.to_path_buf());
        for import in &module.imports {
            let imported = resolve(file, &import.from);
            if open.contains(&imported) {
                return Err(format!("modules import each other: {}", imported.display()).into());
            }
            if self.index(&imported).is_none() {
                self.add(&imported, open)?;
            }
        }
        open.pop();
        let code = self.function(file, &module);
        self.modules.push((file.to_path_buf(), code));
        Ok(module.exports.into_iter().map(|(name, _)| name).collect())
    }

    fn index(&self, file: &Path) -> Option<usize> {
        self.modules.iter().position(|(known, _)| known == file)
    }

    fn function(&self, file: &Path, module: &Module) -> String {
        let mut code = String::from("(function () {\n\"use strict\";\n");
        for import in &module.imports {
            let from = variable(self.index(&resolve(file, &import.from)).unwrap_or_default());
            if let Some(all) = &import.all {
                code.push_str(&format!("const {all} = {from};\n"));
            }
            for (outside, inside) in &import.names {
                code.push_str(&format!("const {inside} = {from}.{outside};\n"));
            }
        }
        code.push_str(&module.body);
        code.push_str("\nreturn {");
        for (outside, inside) in &module.exports {
            code.push_str(&format!(" {outside}: {inside},"));
        }
        code.push_str(" };\n})();\n");
        code
    }

    fn statements(&self) -> String {
        let mut all = String::new();
        for (index, (_, code)) in self.modules.iter().enumerate() {
            all.push_str(&format!("const {} = {code}", variable(index)));
        }
        all
    }

    /// As an ES module.
    fn module(&self) -> String {
        let last = variable(self.modules.len() - 1);
        let mut text = self.statements();
        for name in &self.exports {
            text.push_str(&format!("export const {name} = {last}.{name};\n"));
        }
        text
    }

    /// As a classic script that defines one global.
    fn classic(&self, global: &str) -> String {
        let statements = self.statements();
        let last = variable(self.modules.len() - 1);
        format!("(function () {{\n{statements}window.{global} = {last};\n}})();\n")
    }
}

fn variable(index: usize) -> String {
    format!("__module{index}")
}

/// The file a relative address means.
fn resolve(importer: &Path, from: &str) -> PathBuf {
    let mut file = importer.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(from).components() {
        match part {
            Component::ParentDir => drop(file.pop()),
            Component::Normal(name) => file.push(name),
            _ => {}
        }
    }
    file
}
