//! Joining modules without any JavaScript tool: each becomes a function that returns its exports.
//!
//! That is enough for the demo on a machine without Node. Nothing is left out, shortened or lowered.
//! The two-file builds are for other people's bundlers and so for machines with Node: not made here.

use std::path::{Component, Path, PathBuf};

use super::artefact::ALL;
use super::module::{self, Module};
use super::pages::PAGES;
use super::stage::{Form, entry};
use crate::layout::Layout;
use crate::{Result, disk};

/// Writes every script of `dist/`.
pub(super) fn all(layout: &Layout) -> Result<()> {
    for artefact in &ALL {
        // Those of an earlier build with Node do not fit the new bindings.
        disk::remove_file(&artefact.split_module(layout))?;
        disk::remove_file(&artefact.split_wasm(layout))?;
        let single = Joined::read(&entry(layout, artefact, Form::Single))?;
        disk::write(&artefact.module(layout), single.module())?;
        if let (Some(global), Some(file)) = (artefact.global, artefact.classic(layout)) {
            disk::write(&file, single.classic(global))?;
        }
    }
    for page in &PAGES {
        let joined = Joined::read(&page.entry(layout))?;
        disk::write(&page.script(layout), joined.page())?;
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
        let source = disk::read_text(file)?;
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

    /// As a classic script that only runs.
    fn page(&self) -> String {
        format!("(function () {{\n{}}})();\n", self.statements())
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn modules_run_after_what_they_import() {
        let folder = std::env::temp_dir().join(format!("join-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write(
            "entry.js",
            "import { b as c } from \"./deep/b.js\";\nimport a from \"./a.js\";\nexport const d = a + c;\n",
        );
        write(
            "deep/b.js",
            "import a from \"../a.js\";\nexport function b() { return a; }\n",
        );
        write("a.js", "export default 1;\n");
        let joined = Joined::read(&folder.join("entry.js")).unwrap();
        write("a.js", "import \"./entry.js\";\n");
        let circle = Joined::read(&folder.join("entry.js"));
        fs::remove_dir_all(&folder).unwrap();

        let names: Vec<_> = joined
            .modules
            .iter()
            .map(|(file, _)| file.file_name().unwrap())
            .collect();
        assert_eq!(names, ["a.js", "b.js", "entry.js"]);
        let module = joined.module();
        assert!(
            module.contains("const c = __module1.b;\nconst a = __module0.default;\n"),
            "{module}"
        );
        assert!(
            module.ends_with("export const d = __module2.d;\n"),
            "{module}"
        );
        assert!(
            joined
                .classic("Global")
                .ends_with("window.Global = __module2;\n})();\n")
        );
        assert!(circle.is_err());
    }
}
