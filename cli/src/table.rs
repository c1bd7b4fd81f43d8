use crate::text;

/// Lines of columns, each as wide as its widest cell; the last one takes what is left.
pub struct Table {
    rows: Vec<Vec<String>>,
    /// Columns that hold numbers.
    numbers: &'static [usize],
}

impl Table {
    /// Starts a table; the columns in `numbers` stand right.
    pub fn new(numbers: &'static [usize]) -> Self {
        Self { rows: Vec::new(), numbers }
    }

    /// Adds a row; its cells are safe to show.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// The lines, cut to `width` columns where there is a limit.
    pub fn lines(&self, width: Option<usize>) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest =
            |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| text::width(cell)).max();
        let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        let line = |row: &Vec<String>| {
            let cells =
                row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| self.cell(column, cell, *width));
            let line = cells.collect::<Vec<_>>().join("  ");
            width.map_or(line.clone(), |width| text::cut(&line, width)).trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }

    fn cell(&self, column: usize, cell: &str, width: usize) -> String {
        match self.numbers.contains(&column) {
            true => " ".repeat(width.saturating_sub(text::width(cell))) + cell,
            false => text::fit(cell, width),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_long_lines_end() {
        let mut table = Table::new(&[1]);
        table.row(["日本".into(), "1".into(), "short".into()]);
        table.row(["a".into(), "1,234".into(), "a long last cell".into()]);
        assert_eq!(table.lines(None), ["日本      1  short", "a     1,234  a long last cell"]);
        assert_eq!(table.lines(Some(16)), ["日本      1  sh…", "a     1,234  a …"]);
    }
}
