use std::fmt::{Display, Formatter, Result};

/// What was measured, beside the bars of the project.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
}

struct Row {
    measure: String,
    measured: String,
    bar: String,
    held: bool,
}

impl Table {
    /// Adds a row whose value must not be above `bar`; `how` says what was divided by what.
    pub fn at_most(&mut self, measure: &str, value: f64, bar: f64, unit: &str, how: &str) {
        let held = value <= bar;
        let (measured, bar) = (format!("{value:.2}{unit}  ({how})"), format!("≤ {bar}{unit}"));
        eprintln!("{} {measure}: {measured}, {bar}", if held { "ok  " } else { "MISS" });
        self.rows.push(Row { measure: measure.to_owned(), measured, bar, held });
    }

    /// Whether every row is within its bar.
    pub fn all_held(&self) -> bool {
        self.rows.iter().all(|row| row.held)
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "\n| measure | measured | bar | |\n|---|---|---|---|")?;
        for Row { measure, measured, bar, held } in &self.rows {
            writeln!(f, "| {measure} | {measured} | {bar} | {} |", if *held { "held" } else { "missed" })?;
        }
        Ok(())
    }
}
