use super::*;

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| pair(a, b)).collect()
}

#[test]
fn every_import_form_is_read() {
    for (source, from, all, names) in [
        ("import \"./a.js\";\n", "./a.js", None, &[][..]),
        (
            "import a from './from.js';\n",
            "./from.js",
            None,
            &[("default", "a")][..],
        ),
        (
            "import { b, from as c } from \"./x\";\n",
            "./x",
            None,
            &[("b", "b"), ("from", "c")][..],
        ),
        (
            "import a, {\n  b,\n} from \"./x\";\n",
            "./x",
            None,
            &[("b", "b"), ("default", "a")][..],
        ),
        (
            "import * as all from \"./x\";\n",
            "./x",
            Some("all"),
            &[][..],
        ),
    ] {
        let import = Import {
            from: from.to_owned(),
            all: all.map(str::to_owned),
            names: pairs(names),
        };
        let module = parse(source).unwrap();
        assert_eq!(module.imports, [import], "{source}");
        assert_eq!(module.body, "", "{source}");
    }
}

#[test]
fn every_export_form_is_read() {
    for (source, names, body) in [
        (
            "export { a, b as default };\n",
            &[("a", "a"), ("default", "b")][..],
            "",
        ),
        (
            "export default 1 + 1;\n",
            &[("default", "__default")][..],
            "const __default = 1 + 1;\n",
        ),
        (
            "export async function a() {}\n",
            &[("a", "a")][..],
            "async function a() {}\n",
        ),
        ("export class $b {}\n", &[("$b", "$b")][..], "class $b {}\n"),
        ("export const c = 1;\n", &[("c", "c")][..], "const c = 1;\n"),
    ] {
        let module = parse(source).unwrap();
        assert_eq!(module.exports, pairs(names), "{source}");
        assert_eq!(module.body, body, "{source}");
    }
}

#[test]
fn what_merely_looks_like_one_stays() {
    let source = "importScripts(a);\n  import(\"./x\");\nimport(\"./y\");\nexported = 1;\n";
    let module = parse(source).unwrap();
    assert_eq!(module.body, source);
    assert!(module.imports.is_empty() && module.exports.is_empty());
}

#[test]
fn unknown_forms_are_refused() {
    for source in [
        "export * from \"./x\";\n",
        "export { a } from \"./x\";\n",
        "import a\n",
    ] {
        assert!(parse(source).is_err(), "{source}");
    }
}
