//! Lists made of iterators.

/// The items of an iterator. `collect` brings all that makes an item twice, for the first and for
/// those that follow.
pub(crate) fn listed<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}
