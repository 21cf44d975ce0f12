//! The tables as the migrations make them: names, columns, types and keys, read from their one text.
//!
//! For what must reach every table there is, also one that is added tomorrow: taking a municipality
//! out ([`crate::leaving`]). Nothing else needs it; statements elsewhere name what they want.

use std::sync::LazyLock;

use sqlx::migrate::Migrator;

/// The migrations of the data.
pub(crate) static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, an id, a day.
    Text,
    /// A count, a moment, cents.
    Whole,
    /// A figure with a fraction.
    Real,
    /// Yes or no.
    Flag,
    /// What is sealed.
    Bytes,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns that name a row, in order.
    pub key: Vec<String>,
}

impl Table {
    /// A column's kind.
    #[must_use]
    pub fn kind_of(&self, column: &str) -> Option<Kind> {
        let found = self.columns.iter().find(|one| one.name == column);
        found.map(|one| one.kind)
    }

    /// Whether its rows say which municipality they belong to.
    #[must_use]
    pub fn is_tenants(&self) -> bool {
        self.kind_of("municipality_id").is_some()
    }
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let mut tables = Vec::new();
    for migration in MIGRATOR.iter() {
        read(migration.sql.as_str(), &mut tables);
    }
    tables
});

/// Every table of the data, in the order in which they came.
#[must_use]
pub fn tables() -> &'static [Table] {
    &TABLES
}

/// Takes in the statements of one migration.
fn read(text: &str, tables: &mut Vec<Table>) {
    let bare: Vec<&str> = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect();
    for statement in bare.join(" ").split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words.as_slice() {
            ["CREATE", "TABLE", name, ..] => {
                let inside = statement.split_once('(').map_or("", |(_, rest)| rest);
                let inside = inside.rsplit_once(')').map_or("", |(inside, _)| inside);
                tables.push(made(name.trim_end_matches('('), inside));
            }
            ["DROP", "TABLE", name] => tables.retain(|table| table.name != *name),
            ["ALTER", "TABLE", name, "DROP", "COLUMN", column] => {
                if let Some(table) = tables.iter_mut().find(|table| table.name == *name) {
                    table.columns.retain(|one| one.name != *column);
                }
            }
            ["ALTER", "TABLE", name, "ADD", "COLUMN", column, kind, ..] => {
                if let Some(table) = tables.iter_mut().find(|table| table.name == *name) {
                    table.columns.push(Column {
                        name: (*column).to_owned(),
                        kind: kind_named(kind),
                    });
                }
            }
            _ => {}
        }
    }
}

fn made(name: &str, inside: &str) -> Table {
    let mut table = Table {
        name: name.to_owned(),
        columns: Vec::new(),
        key: Vec::new(),
    };
    for part in parts(inside) {
        let words: Vec<&str> = part.split_whitespace().collect();
        match words.as_slice() {
            ["PRIMARY", ..] => {
                let (_, names) = part.split_once('(').unwrap_or_default();
                let names = names.trim().trim_end_matches(')').split(',');
                table.key = names.map(|name| name.trim().to_owned()).collect();
            }
            ["UNIQUE" | "CHECK" | "FOREIGN" | "CONSTRAINT", ..] | [] => {}
            [column, kind, rest @ ..] => {
                if rest.windows(2).any(|two| two == ["PRIMARY", "KEY"]) {
                    table.key = vec![(*column).to_owned()];
                }
                table.columns.push(Column {
                    name: (*column).to_owned(),
                    kind: kind_named(kind),
                });
            }
            _ => {}
        }
    }
    table
}

/// What stands between the commas that are in no brackets.
fn parts(inside: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0usize);
    for (at, sign) in inside.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&inside[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[from..]);
    parts
}

fn kind_named(word: &str) -> Kind {
    match word {
        "BIGINT" => Kind::Whole,
        "DOUBLE" => Kind::Real,
        "BOOLEAN" => Kind::Flag,
        "BYTEA" => Kind::Bytes,
        _ => Kind::Text,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_they_are_made_changed_and_dropped() {
        let mut tables = Vec::new();
        read(
            "-- First; then more\nCREATE TABLE a (\n x TEXT NOT NULL PRIMARY KEY, -- why, then\n \
             y BIGINT CHECK (y IN (0, 1))\n);\nCREATE INDEX a_by_y ON a (y);",
            &mut tables,
        );
        read(
            "CREATE TABLE b (m TEXT NOT NULL, n BIGINT, z DOUBLE PRECISION, PRIMARY KEY (m, n));\
             ALTER TABLE b ADD COLUMN w TEXT; ALTER TABLE b DROP COLUMN w;\
             ALTER TABLE b ADD COLUMN s BYTEA; ALTER TABLE b ADD COLUMN f BOOLEAN NOT NULL;\
             ALTER TABLE b ADD COLUMN g TEXT; ALTER TABLE b DROP COLUMN g; DROP TABLE a;",
            &mut tables,
        );
        let [b] = tables.as_slice() else {
            panic!("{tables:?}")
        };
        assert_eq!(b.key, ["m", "n"]);
        let kinds: Vec<_> = b
            .columns
            .iter()
            .map(|one| (one.name.as_str(), one.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                ("m", Kind::Text),
                ("n", Kind::Whole),
                ("z", Kind::Real),
                ("s", Kind::Bytes),
                ("f", Kind::Flag)
            ]
        );
        assert!(!b.is_tenants());
    }

    #[tokio::test]
    async fn what_is_read_is_what_the_engine_made() {
        use sqlx::{AssertSqlSafe, Executor, Row};
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().unwrap();
        let address = format!(
            "sqlite://{}?mode=rwc",
            folder.path().join("leeg.db").display()
        );
        let pool = sqlx::AnyPool::connect(&address).await.unwrap();
        MIGRATOR.run(&pool).await.unwrap();
        let names = pool
            .fetch_all(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' \
                 ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name",
            )
            .await
            .unwrap();
        let names: Vec<String> = names.iter().map(|row| row.get(0)).collect();
        let mut read: Vec<&str> = tables().iter().map(|table| table.name.as_str()).collect();
        read.sort_unstable();
        assert_eq!(read, names);
        for table in tables() {
            let sql = format!(
                "SELECT name, pk FROM pragma_table_info('{}') ORDER BY cid",
                table.name
            );
            let rows = sqlx::query(AssertSqlSafe(sql))
                .fetch_all(&pool)
                .await
                .unwrap();
            let columns: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
            let ours: Vec<&str> = table.columns.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(ours, columns, "{}", table.name);
            let mut key: Vec<(i64, String)> = rows
                .iter()
                .map(|row| (row.get::<i64, _>(1), row.get::<String, _>(0)))
                .filter(|(place, _)| *place > 0)
                .collect();
            key.sort();
            let key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
            assert_eq!(table.key, key, "{}", table.name);
        }
    }
}
