// What a page that loads the calculator finds on `window.peakpack`, and the messages that frames
// exchange with the page around them. Powers are in kW at the meter, energies in kWh in the store,
// times in hours unless said otherwise. docs/api.md has the rules.

declare global {
  interface Window {
    /** There once the app has started; missing with `api=0` in the link. */
    peakpack?: Peakpack;
  }
}

export interface Peakpack {
  /** The scenario and what comes of it. */
  get(data?: { series?: boolean }): Result;
  /**
   * Takes a whole scenario as a link says it, at most 8,000 letters: what is missing is the
   * preset's. What could not be taken as it stands is in the result's `warnings`.
   */
  set(query: string): Result;
  /** Puts all inputs back to the preset. */
  reset(): Result;
  /** A file: text, and a `Blob` for `png`. Rejects where a chart is not known yet. */
  export(kind: Kind, data?: Picked): Promise<string | Blob>;
  /** Calls back whenever something is told; returns what ends that. */
  on<T extends keyof Told>(type: T, run: (data: Told[T]) => void): () => void;
}

export type Kind = "svg" | "png" | "csv" | "json";

export interface Picked {
  /** Grid draw (the default), state of charge, load duration, health by year, peak cut by year. */
  chart?: "grid" | "soc" | "duration" | "health" | "cut";
  /** How much of the load a picture shows; `day`, that of the peak, unless said. CSV has all of it. */
  span?: "day" | "week" | "year";
}

/** What costs nothing to say, also while inputs still move. */
export interface State {
  /** The scenario as a query, without `?`; empty for the default one. */
  link: string;
  /** The finding. */
  sentence: string;
  /** Highest draw over the metering window without packs, kW. */
  peak_before_kw: number;
  /** The same with them, kW. */
  peak_after_kw: number;
  limited_by: "nothing" | "power" | "energy" | "recharge" | "floor" | "limit";
  /** Energy between lowest and highest charge, kWh. */
  usable_kwh: number;
  /** Discharging power at the meter, kW. */
  power_kw: number;
  /** Energy taken from the store over usable energy, in the time covered. */
  equivalent_full_cycles: number;
  equivalent_full_cycles_per_year: number;
  /** Where the load comes from: the model, the person's file, or a link. */
  load: "generated" | "file" | "link";
  /** The version of the model. */
  version: string;
}

export interface Result extends State {
  /** Why the peak is not lower. */
  reason: string;
  /** Lost in charging, discharging and resting, kWh in the time covered. */
  losses_kwh: number;
  /** How much lower another use of packs that differ could bring the peak at most, kW. */
  gap_kw: number;
  /** kW by which one more usable kWh would lower the peak. */
  kw_per_kwh: number;
  /** The metering window, seconds. */
  window_s: number;
  /** The time covered, hours. */
  hours: number;
  /** Walks over the load that the exact peak needed. */
  passes: number;
  /** The windows that decide: minutes from the start of the load, hours, and local times of loads with dates. */
  critical: { start_min: number; end_min: number; hours: number; start: string | null; end: string | null } | null;
  /** A round, lower peak in kW, and how many more packs it needs; null: more than there may be. */
  advice: { target_kw: number; more_packs: number | null } | null;
  /** Why the packs could not be used at all. */
  infeasible: string | null;
  /** Peaks by month, kW; `year` for loads with dates. */
  monthly: { year?: number; month: number; before_kw: number; after_kw: number }[];
  /** Of link and result. */
  warnings: string[];
  /** Every input by its key in links, in the units of `peakpack parameters`. */
  inputs: Record<string, number | string>;
  /** What the figures rest on. */
  assumptions: string[];
  disclaimer: string;
  /** What it is compared with. */
  others?: Result[];
  /** One value a metering window, where asked for. */
  series?: Series;
}

export interface Series {
  /** When each window begins, on the meter's own clock. */
  time: string[];
  /** Minutes from the start of the load, of loads without dates. */
  t_min?: Float64Array;
  /** Mean grid draw without packs, kW. */
  before_kw: Float64Array;
  /** The same with them, kW. */
  after_kw: Float64Array;
  /** What the packs give, kW at the meter; negative when they charge. */
  battery_kw: Float64Array;
  /** State of charge at the end of the window, %. */
  charge_percent: Float64Array;
  /** The same of what it is compared with: `after_kw_2` … */
  [more: string]: Float64Array | string[] | undefined;
}

/** What is told, by its type. */
export interface Told {
  /** The app has started. */
  ready: State;
  /** The inputs have changed; at most four times a second. */
  state: State;
  /** The inputs rest. */
  result: Result;
  /** What of the link was not taken as it stands. */
  warning: string[];
  error: { message: string };
}

/** From a frame to the page around it. `height` is told in the words of `docs/api.md` too. */
export interface FromFrame<T extends keyof Told = keyof Told> {
  source: "peakpack";
  v: 1;
  type: T | "reply" | "height";
  /** That of the message it answers. */
  id?: string | number;
  data?: Told[T] | Result | Exported;
  /** CSS px, with the type `height`. */
  height?: number;
}

/** The reply to `export`. */
export interface Exported extends Required<Picked> {
  kind: Kind;
  file: string | Blob;
}

/** From the page around a frame into it. */
export type ToFrame = { target: "peakpack"; id?: string | number } & (
  | { type: "get"; data?: { series?: boolean } }
  | { type: "set"; data: string }
  | { type: "reset" }
  | { type: "export"; data: Kind | ({ kind: Kind } & Picked) }
);
