//! The numbers that decide what a case is.

/// The numbers that the bytes of a case spell; zeros behind them.
pub struct Numbers<'b>(&'b [u8]);

impl<'b> Numbers<'b> {
    pub fn of(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let (number, rest) = match *self.0 {
            [low, high, ref rest @ ..] => (u16::from_le_bytes([low, high]), rest),
            [only] => (u16::from(only), &[][..]),
            [] => (0, &[][..]),
        };
        self.0 = rest;
        usize::from(number) % end.max(1)
    }
}
