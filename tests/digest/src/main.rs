//! Prints "bits name" for every result; `cargo xtask test --only digest` compares them.

fn main() {
    for i in 0..digest::count() {
        println!("{:016x} {}", digest::digest(i), digest::name(i));
    }
}
