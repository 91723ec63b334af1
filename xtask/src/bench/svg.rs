//! Tables as a picture: a bar for everybody, from zero.

use super::table::Table;

const WIDTH: f64 = 860.0;
const NAMES: f64 = 250.0;
const FIGURES: f64 = 130.0;
const BAR: f64 = 20.0;
const HEAD: f64 = 40.0;

const STYLE: &str = "\
text{font:13px system-ui,sans-serif;fill:#1d2733}.title{font-weight:600}.figure{fill:#4a5866}\
.page{fill:#fff}.ours{fill:#0b6bcb}.theirs{fill:#9aa7b4}\
@media(prefers-color-scheme:dark){text{fill:#e6ebf0}.figure{fill:#aeb9c4}.page{fill:#14191f}\
.ours{fill:#5aa9f5}.theirs{fill:#5d6a77}}";

/// The picture of some rows of some tables.
pub(super) fn picture(panels: &[(&Table, &str)]) -> String {
    let mut top = 12.0;
    let mut body = String::new();
    for (table, row) in panels {
        panel(&mut body, &mut top, table, row);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {top}\" role=\"img\">\n\
         <title>Shorter is better; every bar begins at zero</title>\n<style>{STYLE}</style>\n\
         <rect class=\"page\" width=\"{WIDTH}\" height=\"{top}\"/>\n{body}</svg>\n"
    )
}

fn panel(body: &mut String, top: &mut f64, table: &Table, row: &str) {
    let measured: Vec<_> = table
        .measured
        .iter()
        .filter(|one| one.row == row && one.failed.is_none() && one.median > 0.0)
        .collect();
    let most = measured.iter().map(|one| one.median).fold(0.0, f64::max);
    let title = escaped(&format!("{}: {row}", table.title));
    *top += 22.0;
    *body += &format!("<text class=\"title\" x=\"12\" y=\"{top:.0}\">{title}</text>\n");
    *top += 8.0;
    for one in measured {
        let length = length(one.median, most);
        let class = if one.is_ours() { "ours" } else { "theirs" };
        let (who, figure) = (escaped(&one.who), table.figure(one.median));
        let text = *top + 15.0;
        *body += &format!(
            "<text x=\"12\" y=\"{text:.0}\">{who}</text>\
             <rect class=\"{class}\" x=\"{NAMES}\" y=\"{:.0}\" width=\"{length:.1}\" height=\"{:.0}\" rx=\"3\"/>\
             <text class=\"figure\" x=\"{:.1}\" y=\"{text:.0}\">{figure}</text>\n",
            *top + 2.0,
            BAR - 4.0,
            NAMES + length + 8.0,
        );
        *top += BAR;
    }
    *top += HEAD - 22.0;
}

/// All of the room for the most, and enough to be seen for the least.
fn length(value: f64, most: f64) -> f64 {
    (value / most * (WIDTH - NAMES - FIGURES)).max(2.0)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"[
        {"table":"T","row":"a","who":"launch-complete","does":"","median":1000},
        {"table":"T","row":"a","who":"<peer>","does":"","median":100000},
        {"table":"T","row":"a","who":"gone","does":"","failed":"no"},
        {"table":"T","row":"b","who":"other","does":"","median":5}
    ]"#;

    #[test]
    fn everybody_of_the_row_has_a_bar_and_names_are_text() {
        let table = Table::read(JSON, 1.0).unwrap();
        let svg = picture(&[(&table, "a")]);
        assert_eq!(svg.matches("<rect").count(), 3, "{svg}");
        assert!(
            svg.contains("&lt;peer&gt;") && !svg.contains("<peer>"),
            "{svg}"
        );
        assert!(!svg.contains("gone") && !svg.contains("other"), "{svg}");
        assert!(
            svg.contains("1.00 µs") && svg.contains("100.00 µs"),
            "{svg}"
        );
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    }

    #[test]
    fn twice_as_much_is_twice_as_long() {
        let [least, ten, hundred] = [0.0, 50.0, 100.0].map(|value| length(value, 100.0));
        assert!((hundred - 2.0 * ten).abs() < 1e-9);
        assert!(least > 0.0 && hundred <= WIDTH - NAMES - FIGURES);
    }
}
