//! The kinds of site a load can be generated for.

use super::choice::ChoiceOption;

/// A kind of site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Training, research, inference and their cooling: the default.
    Campus,
    /// Language models answering people.
    Inference,
    /// One large language model in training, steadily.
    Training,
    /// The same at its roughest, for ramps and spectra at 0.1 to 1 s.
    TrainingHarsh,
    /// Short fine-tuning jobs one after another.
    FineTune,
    /// Servers of many companies under one roof.
    Enterprise,
}

impl Shape {
    /// All of them, in the order in which to offer them.
    pub const ALL: [Self; 6] = [
        Self::Campus,
        Self::Inference,
        Self::Training,
        Self::TrainingHarsh,
        Self::FineTune,
        Self::Enterprise,
    ];

    /// Their names in links and on the page, in the same order.
    pub const OPTIONS: [ChoiceOption; 6] = [
        ChoiceOption::new("campus", "Mixed AI campus"),
        ChoiceOption::new("inference", "LLM inference"),
        ChoiceOption::new("training", "LLM training, steady"),
        ChoiceOption::new("harsh", "LLM training, harsh"),
        ChoiceOption::new("finetune", "Fine-tuning farm"),
        ChoiceOption::new("colo", "Enterprise colocation"),
    ];

    /// A short name for links and files; never changes.
    ///
    /// ```
    /// use peakpack::scenario::Shape;
    /// assert_eq!(Shape::Enterprise.id(), "colo");
    /// ```
    pub fn id(self) -> &'static str {
        Self::OPTIONS[self as usize].id
    }

    /// The shape of that [`id`](Self::id).
    ///
    /// ```
    /// use peakpack::scenario::Shape;
    /// assert_eq!(Shape::from_id("campus"), Some(Shape::Campus));
    /// assert_eq!(Shape::from_id("Campus"), None);
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.id() == id)
    }

    /// What to call it on the page.
    pub fn label(self) -> &'static str {
        Self::OPTIONS[self as usize].label
    }

    /// A PUE such sites have: AI sites about 1.15 to 1.2 (secondary: large
    /// operators 1.1–1.2), enterprise 1.54 (secondary: Uptime Institute 2025, average).
    pub fn usual_pue(self) -> f64 {
        match self {
            Self::Training | Self::TrainingHarsh | Self::FineTune | Self::Inference => 1.15,
            Self::Campus => 1.20,
            Self::Enterprise => 1.54,
        }
    }
}
