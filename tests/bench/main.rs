//! Speed and memory of Tern beside a raw client and mbsync, measured in the same run and printed as ratios.
//!
//! ```text
//! tern-bench [--rows sync,headers,screen,large,search,size,push,list,start,background] [--mails 10000] [--many 50000]
//!     [--runs 3]
//! ```

mod account;
mod background;
mod bed;
mod large;
mod list;
mod peers;
mod push;
mod screen;
mod search;
mod start;
mod sync;
mod table;

use bed::Wanted;
use std::process::ExitCode;
use table::Table;

fn main() -> ExitCode {
    let Some(wanted) = Wanted::read(std::env::args().skip(1)) else {
        eprintln!("usage: tern-bench [--rows {}] [--mails N] [--many N] [--runs N]", bed::ROWS.join(","));
        return ExitCode::from(2);
    };
    let mut table = Table::default();
    if wanted.any(&["sync", "headers", "size"]) {
        sync::measure(&wanted, &mut table);
    }
    if wanted.any(&["large"]) {
        large::measure(&mut table);
    }
    if wanted.any(&["screen", "search"]) {
        search::measure(&wanted, &mut table);
    }
    if wanted.any(&["push"]) {
        push::measure(&wanted, &mut table);
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if wanted.any(&["list"]) {
        runtime.block_on(list::measure(&mut table));
    }
    if wanted.any(&["start"]) {
        runtime.block_on(start::measure(&mut table));
    }
    if wanted.any(&["background"]) {
        runtime.block_on(background::measure(&mut table));
    }
    println!("{table}");
    if table.all_held() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
