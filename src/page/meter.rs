//! The person's own load: a file is read here, in the browser, and nowhere else.
//!
//! The last good file stays in use until a better one has been read.

use super::browser;
use super::live::Live;
use super::state::State;
use peakpack::decimal::fixed;
use peakpack::fleet::Fleet;
use peakpack::load::Series;
use peakpack::load::meter::{Question, ReadError, ReadOptions, Reading, Report, read};
use peakpack::scenario::{Id, Scenario};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// More than a year of seconds; a browser tab can hold it.
const MOST_BYTES: f64 = 50e6;

/// The file in use, and the one being read.
#[derive(Clone, Copy)]
pub struct Meter {
    /// The last file that was understood.
    pub file: Live<Option<Arc<MeterFile>>>,
    /// Whether the figures are those of the file.
    pub used: Live<bool>,
    /// The file a person has given last, understood or not.
    pub attempt: Live<Option<Arc<Attempt>>>,
    /// The change of the pack count that came with the file.
    pub packs: Live<Option<PacksSet>>,
    serial: Live<u32>,
}

/// A load that was understood.
pub struct MeterFile {
    /// The file's name.
    pub name: String,
    /// What was understood.
    pub report: Report,
    series: Series,
    serial: u32,
}

/// A file, and how far it has come.
#[derive(Clone)]
pub struct Attempt {
    /// The file's name.
    pub name: String,
    /// What a person has corrected.
    pub options: ReadOptions,
    /// What the file left open, and the answers so far.
    pub asked: Vec<Asked>,
    /// How far it has come.
    pub stage: Stage,
    bytes: Arc<Vec<u8>>,
}

/// A question with the answer that was chosen.
#[derive(Clone)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The place of the answer in the question's list.
    pub chosen: Option<usize>,
}

/// How far a file has come.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// It is being read.
    Reading,
    /// It leaves something open.
    Asking,
    /// It could not be read, and why.
    Failed(String),
    /// It is in use, or could be.
    Understood,
}

/// A pack count that had to change because the load is of another size.
#[derive(Clone, Copy, PartialEq)]
pub struct PacksSet {
    /// What it was.
    pub from: f64,
    /// What it became.
    pub to: f64,
}

impl Meter {
    /// No file yet.
    pub fn new() -> Self {
        Self {
            file: Live::new(None),
            used: Live::new(false),
            attempt: Live::new(None),
            packs: Live::new(None),
            serial: Live::new(0),
        }
    }

    /// The file's load, if it is in use.
    pub fn used_series(self) -> Option<Series> {
        let used = self.used.get_untracked();
        let series = |file: &Option<Arc<MeterFile>>| file.as_ref().map(|f| f.series.clone());
        used.then(|| self.file.with_untracked(series)).flatten()
    }

    /// Tells one load from another.
    pub fn used_serial(self) -> Option<u32> {
        let used = self.used.get_untracked();
        let serial = |file: &Option<Arc<MeterFile>>| file.as_ref().map(|f| f.serial);
        used.then(|| self.file.with_untracked(serial)).flatten()
    }
}

/// Reads a file that was chosen or dropped.
pub fn open(state: State, file: &web_sys::File) {
    let name = file.name();
    if file.size() > MOST_BYTES {
        let megabytes = fixed(file.size() / 1e6, 0);
        let why = format!(
            "The file has {megabytes} MB; at most 50 MB can be read here. Use a longer step or a shorter period."
        );
        begin(state, name, Vec::new(), Stage::Failed(why));
        return;
    }
    let unreadable = "The browser could not read the file. Choose it again.";
    let Ok(reader) = web_sys::FileReader::new() else {
        begin(
            state,
            name,
            Vec::new(),
            Stage::Failed(unreadable.to_owned()),
        );
        return;
    };
    let source = reader.clone();
    let done = Closure::once_into_js(move || match source.result() {
        Ok(buffer) if buffer.is_object() => {
            let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
            begin(state, name, bytes, Stage::Reading);
        }
        _ => begin(
            state,
            name,
            Vec::new(),
            Stage::Failed(unreadable.to_owned()),
        ),
    });
    reader.set_onloadend(done.dyn_ref());
    let _ = reader.read_as_array_buffer(file);
}

/// Reads rows that were pasted.
pub fn paste(state: State, text: &str) {
    let bytes = text.as_bytes().to_vec();
    begin(state, "Pasted rows".to_owned(), bytes, Stage::Reading);
}

fn begin(state: State, name: String, bytes: Vec<u8>, stage: Stage) {
    let attempt = Attempt {
        name,
        options: ReadOptions::default(),
        asked: Vec::new(),
        stage,
        bytes: Arc::new(bytes),
    };
    proceed(state, attempt);
}

/// Reads the same file once more, with other answers.
pub fn again(state: State, change: impl FnOnce(&mut Attempt)) {
    if let Some(attempt) = state.meter.attempt.get_untracked() {
        let mut attempt = (*attempt).clone();
        change(&mut attempt);
        attempt.stage = Stage::Reading;
        proceed(state, attempt);
    }
}

fn proceed(state: State, attempt: Attempt) {
    let attempt = Arc::new(attempt);
    state.meter.attempt.set(Some(Arc::clone(&attempt)));
    if attempt.stage == Stage::Reading {
        // First the word "Reading" on the screen, then the work.
        browser::later(30, move || finish(state, (*attempt).clone()));
    }
}

fn finish(state: State, mut attempt: Attempt) {
    let answers = attempt.asked.iter().filter_map(|asked| {
        let choice = asked.question.choices.get(asked.chosen?)?;
        Some(&choice.answer)
    });
    let options = answers.fold(attempt.options.clone(), |options, answer| {
        options.answered(answer)
    });
    attempt.stage = match read(&attempt.bytes, &options) {
        Ok(reading) => {
            accept(state, &attempt.name, reading);
            Stage::Understood
        }
        Err(ReadError::NeedsChoice(question)) => {
            attempt.asked.push(Asked {
                question,
                chosen: None,
            });
            Stage::Asking
        }
        Err(why) => Stage::Failed(why.to_string()),
    };
    state.meter.attempt.set(Some(Arc::new(attempt)));
}

fn accept(state: State, name: &str, reading: Reading) {
    let meter = state.meter;
    let serial = meter.serial.get_untracked() + 1;
    meter.serial.keep(serial);
    meter.file.set(Some(Arc::new(MeterFile {
        name: name.to_owned(),
        report: reading.report,
        series: reading.series,
        serial,
    })));
    put_to_use(state);
}

/// Takes the file's load, and as many packs as suit it.
pub fn put_to_use(state: State) {
    let meter = state.meter;
    let Some(peak_kw) = meter.file.with_untracked(|file| {
        let kw = file.as_ref()?.series.kw();
        Some(kw.iter().copied().fold(0.0, f64::max))
    }) else {
        return;
    };
    meter.used.set(true);
    let scenario = state.scenario.get_untracked();
    let now = scenario.get(Id::Packs);
    // Packs that an earlier file brought count as that file's, not as the person's.
    let own = match meter.packs.get_untracked() {
        Some(set) if set.to == now => set.from,
        _ => now,
    };
    let set =
        fitting_packs(&scenario.with(Id::Packs, own), peak_kw).map(|to| PacksSet { from: own, to });
    meter.packs.set(set);
    state.change(|scenario| scenario.set(Id::Packs, set.map_or(own, |set| set.to)));
}

/// Goes back to the generated load, with the packs as they were.
pub fn put_aside(state: State) {
    let meter = state.meter;
    meter.used.set(false);
    let set = meter.packs.get_untracked();
    meter.packs.set(None);
    state.change(|scenario| {
        if let Some(set) = set.filter(|set| scenario.get(Id::Packs) == set.to) {
            scenario.set(Id::Packs, set.from);
        }
    });
}

/// How many packs give a tenth of the peak, when the present number is out of all proportion.
fn fitting_packs(scenario: &Scenario, peak_kw: f64) -> Option<f64> {
    let share = Fleet::from_scenario(scenario).power_kw() / peak_kw;
    if (0.02..=0.6).contains(&share) || peak_kw <= 0.0 {
        return None;
    }
    let to = tenth_of(scenario, peak_kw);
    (to != scenario.get(Id::Packs)).then_some(to)
}

/// The packs that give about a tenth of a power, to two figures; at least one.
pub fn tenth_of(scenario: &Scenario, peak_kw: f64) -> f64 {
    let one = Fleet::from_scenario(&scenario.with(Id::Packs, 1.0)).power_kw();
    let packs = if one > 0.0 { 0.1 * peak_kw / one } else { 1.0 };
    let mut grain = 1.0;
    while packs / grain > 100.0 {
        grain *= 10.0;
    }
    let packs = ((packs / grain).round() * grain).max(1.0);
    Id::Packs.parameter().admit(packs).value
}
