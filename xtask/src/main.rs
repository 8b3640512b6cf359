//! The project's own commands: `cargo xtask help` lists them.

mod args;
mod bench;
mod build;
mod digest;
mod dist;
mod fuzz;
mod hash;
mod headers;
mod optimise;
mod process;
mod project;
mod screenshot;
mod serve;
mod setup;
mod single;
mod sizes;
mod test;
mod tools;

use args::Args;
use process::Result;
use std::process::ExitCode;

struct Command {
    name: &'static str,
    usage: &'static str,
    help: &'static str,
    run: fn(Args) -> Result,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        usage: "[--open] [--release] [--port N]",
        help: "Build the page, serve it on this machine and rebuild on every change",
        run: serve::run,
    },
    Command {
        name: "test",
        usage: "[--quick | --only LAYER…]",
        help: "Everything CI runs; --quick leaves out the release build and the browsers",
        run: test::run,
    },
    Command {
        name: "build",
        usage: "[--origin https://HOST/PATH]",
        help: "Build dist/, ready for any static host and any sub-path, and print its sizes; --origin names the host in headers and previews",
        run: build::run,
    },
    Command {
        name: "single",
        usage: "[--link QUERY] [--out FILE] [--as-built]",
        help: "Write the page as one file that needs nothing else, with the scenario and the load of a link; --as-built takes dist as it is",
        run: single::run,
    },
    Command {
        name: "bench",
        usage: "[--native | --browser] [FILTER]",
        help: "Run the benchmarks, natively and in the browser",
        run: bench::run,
    },
    Command {
        name: "fuzz",
        usage: "[--cases N]",
        help: "Feed N made-up links and files to everything that reads them",
        run: fuzz::run,
    },
    Command {
        name: "screenshot",
        usage: "[--link QUERY] [--all DIR] [--as-built]",
        help: "Renew docs/screenshot.png, or write every width in light and dark to DIR; --as-built takes dist as it is",
        run: screenshot::run,
    },
    Command {
        name: "setup",
        usage: "",
        help: "Install whatever is missing; the other commands do so by themselves",
        run: setup::run,
    },
    Command {
        name: "optimise",
        usage: "",
        help: "Put the scripts into one file, and shrink and speed up a release build; Trunk calls this",
        run: optimise::run_as_trunk_hook,
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    let outcome = project::enter().and_then(|()| run(&name, Args::new(words)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n✗ {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(name: &str, args: Args) -> Result {
    if matches!(name, "help" | "--help" | "-h") || args.asks_for_help() {
        print_help();
        return Ok(());
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(args),
        None => Err(format!(
            "there is no command `{name}`. `cargo xtask help` lists them all"
        )),
    }
}

fn print_help() {
    println!("cargo xtask COMMAND\n");
    for command in COMMANDS {
        println!(
            "  {}",
            format!("{} {}", command.name, command.usage).trim_end()
        );
        println!("      {}", command.help);
    }
    println!("\nLayers of `test`, in order:");
    for layer in test::LAYERS {
        println!("  {:<12} {}", layer.name, layer.what);
    }
}
