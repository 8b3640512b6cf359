//! The page: what a person sees and moves, on top of the library.

fn main() {
    leptos::mount::mount_to_body(|| "Peakpack");
}
