//! What the optimiser has to know of the layout of a WebAssembly module.

use crate::process::Result;
use std::fmt::Write;

const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// The functions of a module, as they stand in it.
pub struct Functions<'module> {
    /// Functions of the host, which are numbered first.
    imported: usize,
    pub bodies: Vec<&'module [u8]>,
}

impl<'module> Functions<'module> {
    pub fn of(module: &'module [u8]) -> Result<Self> {
        Self::read(module).ok_or_else(|| "the module is cut off or no WebAssembly".to_owned())
    }

    fn read(module: &'module [u8]) -> Option<Self> {
        let mut rest = Bytes(module.get(8..)?);
        let mut functions = Self {
            imported: 0,
            bodies: Vec::new(),
        };
        while !rest.0.is_empty() {
            let kind = rest.byte()?;
            let mut section = Bytes(rest.piece()?);
            match kind {
                IMPORTS => {
                    for _ in 0..section.number()? {
                        functions.imported += usize::from(section.import()?);
                    }
                }
                CODE => {
                    for _ in 0..section.number()? {
                        functions.bodies.push(section.piece()?);
                    }
                }
                _ => {}
            }
        }
        Some(functions)
    }

    /// A section that names every function by its place in `order`, so that sorting by name
    /// brings them into that order.
    pub fn names(&self, order: &[usize]) -> Vec<u8> {
        let mut places = vec![0; order.len()];
        for (place, function) in order.iter().enumerate() {
            places[*function] = place;
        }
        let mut names = number(places.len());
        for (function, place) in places.iter().enumerate() {
            names.extend(number(self.imported + function));
            let mut name = String::new();
            // Writing to memory cannot fail.
            let _ = write!(name, "{place:06}");
            names.extend(with_length(name.as_bytes()));
        }
        let mut content = with_length(b"name");
        content.push(1);
        content.extend(with_length(&names));
        let mut section = vec![0];
        section.extend(with_length(&content));
        section
    }
}

fn with_length(bytes: &[u8]) -> Vec<u8> {
    let mut all = number(bytes.len());
    all.extend(bytes);
    all
}

fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value > 127 {
        bytes.push(value as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

struct Bytes<'module>(&'module [u8]);

impl<'module> Bytes<'module> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    /// A number, and as many bytes.
    fn piece(&mut self) -> Option<&'module [u8]> {
        let length = self.number()?;
        let (piece, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(piece)
    }

    /// Passes over an import and says whether it is a function.
    fn import(&mut self) -> Option<bool> {
        self.piece()?;
        self.piece()?;
        let kind = self.byte()?;
        match kind {
            0 => drop(self.number()?),
            // A global: its type, and whether it changes.
            3 => drop((self.byte()?, self.byte()?)),
            // A table has the type of its entries before its limits.
            1 | 2 => {
                if kind == 1 {
                    self.byte()?;
                }
                let bounded = self.byte()? & 1 == 1;
                self.number()?;
                if bounded {
                    self.number()?;
                }
            }
            _ => return None,
        }
        Some(kind == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Functions;

    /// Imports a memory and a function; has two functions of its own.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x0f\x02\x01a\x01b\x02\x01\x01\x02\x01a\x01c\0\0\
        \x03\x03\x02\0\0\
        \x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b";

    #[test]
    fn functions_are_found() {
        let functions = Functions::of(MODULE).unwrap();
        assert_eq!(functions.imported, 1);
        assert_eq!(functions.bodies, [&b"\0\x0b"[..], b"\0\x01\x0b"]);
    }

    #[test]
    fn a_function_is_named_after_its_place() {
        let functions = Functions::of(MODULE).unwrap();
        let names = functions.names(&[1, 0]);
        assert_eq!(
            names,
            b"\0\x18\x04name\x01\x11\x02\x01\x06000001\x02\x06000000"
        );
    }

    #[test]
    fn a_module_cut_off_is_refused() {
        for length in 0..MODULE.len() {
            // Between two sections a module may end.
            let whole = [8, 14, 31, 36].contains(&length);
            assert_eq!(Functions::of(&MODULE[..length]).is_ok(), whole, "{length}");
        }
    }
}
