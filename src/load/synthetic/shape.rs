//! The kinds of site a load can be generated for.

/// A kind of site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One large language model in training, steadily.
    Training,
    /// The same at its roughest, for ramps and spectra at 0.1 to 1 s.
    TrainingHarsh,
    /// Language models answering people.
    Inference,
    /// Training, research, inference and their cooling: the default.
    Campus,
    /// Servers of many companies under one roof.
    Enterprise,
    /// Short fine-tuning jobs one after another.
    FineTune,
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

    /// A short name for links and files; never changes.
    ///
    /// ```
    /// use peakpack::load::synthetic::Shape;
    /// assert_eq!(Shape::Enterprise.id(), "colo");
    /// ```
    pub fn id(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::TrainingHarsh => "harsh",
            Self::Inference => "inference",
            Self::Campus => "campus",
            Self::Enterprise => "colo",
            Self::FineTune => "finetune",
        }
    }

    /// The shape of that [`id`](Self::id).
    ///
    /// ```
    /// use peakpack::load::synthetic::Shape;
    /// assert_eq!(Shape::from_id("campus"), Some(Shape::Campus));
    /// assert_eq!(Shape::from_id("Campus"), None);
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.id() == id)
    }

    /// What to call it on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Training => "LLM training, steady",
            Self::TrainingHarsh => "LLM training, harsh",
            Self::Inference => "LLM inference",
            Self::Campus => "Mixed AI campus",
            Self::Enterprise => "Enterprise colocation",
            Self::FineTune => "Fine-tuning farm",
        }
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
