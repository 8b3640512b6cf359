//! The person's own load: a file is read here, in the browser, and nowhere else.
//!
//! Nothing is replaced before the person says so: a file that was understood is shown first,
//! and the load before it can be had back.

use super::browser;
use super::carried::Carried;
use super::dom::{number_at, text_at};
use super::js::{self, to_vec};
use super::live::{Derived, Live, memo};
use super::reader::PageHost;
use super::remember::Remembered;
use super::state::State;
use peakpack::decimal::fixed;
use peakpack::fleet::suited_packs;
use peakpack::load::meter::{Question, ReadError, ReadOptions, Reading, read_with};
use peakpack::load::{LoadSource, Period, Site, Step};
use peakpack::scenario::Id;
use std::cell::Cell;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// More than a year of seconds; a browser tab can hold it.
const MOST_BYTES: f64 = 50e6;

/// What is said when the reader could not be loaded.
const NO_READER: &str = "The part of Peakpack that reads files could not be loaded. Your file is fine and has gone nowhere. Check the connection and choose it again; if that does not help, reload the page.";

/// The file in use, and the one being read.
pub struct Meter {
    /// The last file that was put to use.
    pub file: Live<Option<Arc<MeterFile>>>,
    /// Whether the figures are those of the file.
    pub used: Live<bool>,
    /// The file a person has given last, understood or not.
    pub attempt: Live<Option<Arc<Attempt>>>,
    /// Whether the figures are those of that last file, as it is shown.
    pub is_shown_used: Derived<bool>,
    /// How far the reading is, 0 to 1.
    pub progress: Live<f64>,
    /// The change of the pack count that came with the file.
    pub packs: Live<Option<PacksSet>>,
    /// The files that stay in this browser.
    pub remembered: Remembered,
    /// Why the load of the link is not there.
    pub damage: Live<Option<String>>,
    /// Counts readings: only the last one is wanted.
    wanted: Live<u32>,
}

/// A load that was put to use.
#[derive(Clone)]
pub struct MeterFile {
    /// The file's name.
    pub name: String,
    /// The part of it that is the load.
    pub part: Arc<Reading>,
    /// The number of its reading.
    pub serial: u32,
    /// The part of the file.
    pub period: Period,
    /// What stands behind the `#` of the link that it came with.
    pub fragment: Option<String>,
    /// The file that was in use before; that one has none before it.
    pub before: Option<Arc<MeterFile>>,
}

impl MeterFile {
    /// Its load behind a meter with this window.
    pub fn site(&self, window: Step) -> Site {
        let site = Site::of_meter(&self.part, window);
        if self.fragment.is_some() {
            Site {
                source: LoadSource::Link,
                ..site
            }
        } else {
            site
        }
    }
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
    /// The part of the file that is to be the load.
    pub period: Period,
    /// The number of its reading.
    pub serial: u32,
    /// The file itself.
    pub bytes: Arc<Vec<u8>>,
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
#[derive(Clone)]
pub enum Stage {
    /// It is being read.
    Reading,
    /// It leaves something open.
    Asking,
    /// It could not be read, and why.
    Failed(String),
    /// It is in use, or could be.
    Understood(Understood),
}

/// A file that was understood.
#[derive(Clone)]
pub struct Understood {
    /// All of it.
    pub whole: Arc<Reading>,
    /// The part that is to be the load.
    pub part: Arc<Reading>,
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
        let (file, used, attempt) = (Live::new(None), Live::new(false), Live::new(None));
        let is_shown_used = memo(move || {
            let file: Option<Arc<MeterFile>> = file.get();
            let attempt: Option<Arc<Attempt>> = attempt.get();
            let (Some(file), Some(attempt), true) = (file, attempt, used.get()) else {
                return false;
            };
            (file.serial, file.period) == (attempt.serial, attempt.period)
        });
        Self {
            file,
            used,
            attempt,
            is_shown_used,
            progress: Live::new(0.0),
            packs: Live::new(None),
            remembered: Remembered::new(),
            damage: Live::new(None),
            wanted: Live::new(0),
        }
    }

    /// Takes the load that came with the link, with the link's own packs.
    pub fn begin_with(&self, carried: Carried) {
        // Whatever was there before came with another address.
        self.used.set(false);
        self.packs.set(None);
        match carried.load {
            Ok(series) => {
                let file = MeterFile {
                    name: "Load of the link".to_owned(),
                    part: Arc::new(Reading::of_series(series, "Link")),
                    serial: next_serial(self),
                    period: Period::All,
                    fragment: Some(carried.fragment),
                    before: None,
                };
                self.file.set(Some(Arc::new(file)));
                self.used.set(true);
                self.damage.set(None);
            }
            Err(why) => self.damage.set(Some(why)),
        }
    }

    /// Whether the last load in use came with the link.
    pub fn is_from_link(&self) -> bool {
        let file = self.file.get();
        file.is_some_and(|file| file.fragment.is_some())
    }

    /// The file in use.
    pub fn used_file(&self) -> Option<Arc<MeterFile>> {
        let used = self.used.get_untracked();
        used.then(|| self.file.get_untracked()).flatten()
    }
}

/// Reads a file that was chosen or dropped.
pub fn open(state: State, file: JsValue) {
    let name = text_at(&file, &["name"]);
    let bytes = number_at(&file, &["size"]);
    let fail = move |name: String, why: String| {
        begin(state, name, Vec::new(), Stage::Failed(why));
    };
    if bytes > MOST_BYTES {
        let megabytes = fixed(bytes / 1e6, 0);
        let why = format!(
            "The file has {megabytes} MB; at most 50 MB can be read here. Use a longer step or a shorter period."
        );
        return fail(name, why);
    }
    let done: js::Then = Box::new(move |bytes| match bytes {
        Some(bytes) => begin(state, name, to_vec(&bytes), Stage::Reading),
        None => {
            let why = "The browser could not read the file. Choose it again.";
            fail(name, why.to_owned());
        }
    });
    js::later("read", vec![file], done);
}

/// Reads rows that were pasted.
pub fn paste(state: State, text: &str) {
    let bytes = text.as_bytes().to_vec();
    begin(state, "Pasted rows".to_owned(), bytes, Stage::Reading);
}

/// Reads a file that this browser remembers.
pub fn recall(state: State, name: &str) {
    let own = name.to_owned();
    Remembered::open(name, move |bytes| begin(state, own, bytes, Stage::Reading));
}

fn begin(state: State, name: String, bytes: Vec<u8>, stage: Stage) {
    let attempt = Attempt {
        name,
        options: ReadOptions::default(),
        asked: Vec::new(),
        stage,
        period: Period::All,
        serial: 0,
        bytes: Arc::new(bytes),
    };
    proceed(state, attempt);
}

/// Reads the same file once more, with other answers.
pub fn again(state: State, change: &dyn Fn(&mut Attempt)) {
    alter(state, &|attempt| {
        change(attempt);
        attempt.stage = Stage::Reading;
    });
}

/// Takes another part of the file.
pub fn take(state: State, period: Period) {
    alter(state, &|attempt| {
        if let Stage::Understood(understood) = &mut attempt.stage
            && let Some(part) = understood.whole.part(period)
        {
            attempt.period = period;
            understood.part = Arc::new(part);
        }
    });
}

fn alter(state: State, change: &dyn Fn(&mut Attempt)) {
    if let Some(attempt) = state.meter.attempt.get_untracked() {
        let mut attempt = (*attempt).clone();
        change(&mut attempt);
        proceed(state, attempt);
    }
}

/// Lets go of the last file, and stops its reading.
pub fn dismiss(state: State) {
    next_serial(&state.meter);
    state.meter.attempt.set(None);
}

fn next_serial(meter: &Meter) -> u32 {
    let serial = meter.wanted.get_untracked() + 1;
    meter.wanted.keep(serial);
    serial
}

fn proceed(state: State, mut attempt: Attempt) {
    let is_reading = matches!(attempt.stage, Stage::Reading);
    if is_reading {
        attempt.serial = next_serial(&state.meter);
        state.meter.progress.set(0.0);
    }
    let attempt = Arc::new(attempt);
    state.meter.attempt.set(Some(Arc::clone(&attempt)));
    if is_reading {
        // Not at once, so that an input event ends first; the word "Reading" is on the screen
        // with the first pause.
        browser::later(0, move || read(state, attempt));
    }
}

/// Reads a file once the reader is there, which is not among what every visit loads.
fn read(state: State, attempt: Arc<Attempt>) {
    let done: js::Then = Box::new(move |loaded| {
        let mut attempt = (*attempt).clone();
        if loaded.is_some() {
            return wasm_bindgen_futures::spawn_local(finish(state, attempt));
        }
        attempt.stage = Stage::Failed(NO_READER.to_owned());
        show(state, attempt);
    });
    js::later("later", Vec::new(), done);
}

/// Shows how far a file has come, if it is still wanted.
fn show(state: State, attempt: Attempt) {
    if state.meter.wanted.get_untracked() == attempt.serial {
        state.meter.attempt.set(Some(Arc::new(attempt)));
    }
}

/// Enters what is loaded later: `GATES` in `xtask/src/optimise/split.rs`.
async fn finish(state: State, mut attempt: Attempt) {
    let answers = attempt.asked.iter().filter_map(|asked| {
        let choice = asked.question.choices.get(asked.chosen?)?;
        Some(&choice.answer)
    });
    let options = answers.fold(attempt.options.clone(), |options, answer| {
        options.answered(answer)
    });
    let host = PageHost {
        wanted: state.meter.wanted,
        own: attempt.serial,
        progress: state.meter.progress,
        since: Cell::new(browser::now()),
    };
    let bytes = Arc::clone(&attempt.bytes);
    attempt.stage = match read_with(&bytes, &options, &host).await {
        Ok(reading) => {
            let whole = Arc::new(reading);
            let part = whole.part(attempt.period).map(Arc::new);
            if part.is_none() {
                attempt.period = Period::All;
            }
            Stage::Understood(Understood {
                part: part.unwrap_or_else(|| Arc::clone(&whole)),
                whole,
            })
        }
        Err(ReadError::Stopped) => return,
        Err(ReadError::NeedsChoice(question)) => {
            attempt.asked.push(Asked {
                question,
                chosen: None,
            });
            Stage::Asking
        }
        Err(why) => Stage::Failed(why.to_string()),
    };
    show(state, attempt);
}

/// Takes the load of the last file, and as many packs as suit it.
pub fn put_to_use(state: State) {
    let meter = &state.meter;
    let Some(attempt) = meter.attempt.get_untracked() else {
        return;
    };
    let Stage::Understood(understood) = &attempt.stage else {
        return;
    };
    let before = meter.used_file().map(|file| {
        Arc::new(MeterFile {
            before: None,
            ..(*file).clone()
        })
    });
    use_file(
        state,
        Arc::new(MeterFile {
            name: attempt.name.clone(),
            part: Arc::clone(&understood.part),
            serial: attempt.serial,
            period: attempt.period,
            fragment: None,
            before,
        }),
    );
}

fn use_file(state: State, file: Arc<MeterFile>) {
    state.past.before_a_change(state);
    let meter = &state.meter;
    let peak_kw = file.part.report.max_kw;
    meter.file.set(Some(file));
    meter.used.set(true);
    // What is said of a damaged load is no longer said of what is on the screen.
    meter.damage.set(None);
    let scenario = state.scenario.get_untracked();
    let now = scenario.get(Id::Packs);
    // Packs that an earlier file brought count as that file's, not as the person's.
    let own = match meter.packs.get_untracked() {
        Some(set) if set.to == now => set.from,
        _ => now,
    };
    let set =
        suited_packs(&scenario.with(Id::Packs, own), peak_kw).map(|to| PacksSet { from: own, to });
    meter.packs.set(set);
    state.change(|scenario| scenario.set(Id::Packs, set.map_or(own, |set| set.to)));
    state.address.follow(state);
}

/// Takes the last load that was in use once more.
pub fn reuse(state: State) {
    if let Some(file) = state.meter.file.get_untracked() {
        use_file(state, file);
    }
}

/// Goes back to the load before: an earlier file, or the generated load.
pub fn undo(state: State) {
    match state.meter.used_file().and_then(|file| file.before.clone()) {
        Some(before) => use_file(state, before),
        None => put_aside(state),
    }
}

/// Goes back to the generated load, with the packs as they were.
pub fn put_aside(state: State) {
    state.past.before_a_change(state);
    let meter = &state.meter;
    meter.used.set(false);
    let set = meter.packs.get_untracked();
    meter.packs.set(None);
    state.change(|scenario| {
        if let Some(set) = set.filter(|set| scenario.get(Id::Packs) == set.to) {
            scenario.set(Id::Packs, set.from);
        }
    });
    state.address.follow(state);
}
