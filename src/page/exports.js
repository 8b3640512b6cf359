// What leaves the page as a file, as a picture or on paper. The library makes what is in it; a
// browser packs it.
Object.assign((window.peakpackFiles ??= {}), (() => {
  const types = { png: "image/png", svg: "image/svg+xml", csv: "text/csv", json: "application/json" };
  // What the app can be asked for, in its own order (`api.rs`, `exports.rs`).
  const kinds = ["get", "state", "csv", "svg", "set", "reset"];
  const charts = ["grid", "soc", "duration", "health", "cut"];
  const spans = ["day", "week", "year"];
  // The app puts its answer into the event; to what is unknown there is none.
  const ask = (kind, { chart = "grid", span = "day", query } = {}) => {
    const detail = { kind: kinds.indexOf(kind), chart: charts.indexOf(chart), view: spans.indexOf(span), query };
    if (Math.min(detail.chart, detail.view) < 0) return;
    dispatchEvent(new CustomEvent("peakpack-ask", { detail }));
    return detail.answer;
  };
  // Columns by their names: texts, or typed arrays as they are.
  const series = ([, times, ...rest]) => {
    const all = times ? { time: times.split("\n") } : {};
    for (let at = 0; at < rest.length; at += 2) all[rest[at]] = rest[at + 1];
    return all;
  };
  // The same as CSV, letter for letter as the library writes it; a browser has numbers at hand.
  const csv = (made) => {
    const all = series(made);
    const columns = Object.values(all);
    const lines = made[0].split("\n").map((note) => "# " + note.replaceAll('"', "’"));
    lines.push(Object.keys(all).join());
    // What is no number is not equal to itself.
    const cell = (value) => (value === value ? value : "");
    for (let k = 0; k < columns[0].length; k++) lines.push(columns.map((column) => cell(column[k])).join());
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  };
  // An SVG as a PNG of twice its size.
  const png = async (svg) => {
    const picture = new Image();
    picture.src = "data:" + types.svg + "," + encodeURIComponent(svg);
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * picture.width;
    canvas.height = 2 * picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done, refused) =>
      canvas.toBlob((blob) => (blob ? done(blob) : refused(new Error("this browser makes no PNG, take the SVG")))),
    );
  };
  // A file of a kind: text, or for a PNG a blob. Without `isOpen` the load's series stays out.
  const packed = async (kind, what, isOpen) => {
    if (typeof kind !== "string" || !Object.hasOwn(types, kind)) throw new Error("unknown kind: svg, png, csv or json");
    const isRecord = kind === "json";
    const made = ask(isRecord ? "csv" : kind === "png" ? "svg" : kind, what);
    if (!made) throw new Error("unknown chart or span, or a chart that is not known here yet");
    if (isRecord) {
      const record = ask("get");
      if (isOpen) record.series = series(made);
      return JSON.stringify(record, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value), 1);
    }
    return kind === "png" ? png(made) : kind === "csv" ? csv(made) : made;
  };
  const names = { grid: "the grid draw", soc: "the state of charge", health: "the health", cut: "the cut" };
  // Whether this frame may download: 1, 0, or between them where nobody can tell.
  const allowed = () => {
    if (parent === window) return 1;
    try {
      const frame = frameElement;
      return !frame.hasAttribute("sandbox") || frame.sandbox.contains("allow-downloads") ? 1 : 0;
    } catch {
      return 0.5;
    }
  };
  // What of the load is on the screen: the tabs over the first chart stand in this order.
  const shown = (chart) => {
    const tabs = [...document.querySelectorAll(".tabs button")];
    const place = tabs.findIndex((tab) => tab.getAttribute("aria-pressed") === "true");
    return {
      chart: chart === "grid" && place === 3 ? "duration" : chart,
      span: spans[place] ?? (place === 3 ? "year" : "day"),
    };
  };
  const element = (tag, more) => Object.assign(document.createElement(tag), more);
  // The row below a chart.
  const menu = (chart) => {
    const said = element("p", { className: "soft" });
    said.setAttribute("role", "status");
    const link = element("a", { target: "_blank", textContent: "Open it in a tab", hidden: true });
    const say = (words, file, kind) => {
      said.textContent = words;
      URL.revokeObjectURL(link.href);
      link.hidden = !file;
      if (file) link.href = URL.createObjectURL(new Blob([file], { type: types[kind] }));
    };
    // Whether a download was let through, no page is told: said is only what is known.
    const save = async (kind) => {
      const what = shown(chart);
      const name = "peakpack-" + what.chart + "." + kind;
      const file = await packed(kind, what, true);
      const may = allowed();
      say(
        !may
          ? "The page around this frame allows no downloads."
          : "Given to the browser as " + name + (may < 1 ? ". If it does not arrive, the page around this frame allows no downloads." : "."),
        file,
        kind,
      );
      link.hidden = may === 1;
      if (may) element("a", { href: link.href, download: name }).click();
    };
    const copy = async () => {
      const file = packed("png", shown(chart));
      try {
        await navigator.clipboard.write([new ClipboardItem({ [types.png]: file })]);
        say("Picture copied.");
      } catch {
        say("This browser does not let the page copy a picture.", await file, "png");
      }
    };
    const row = element("p", { className: "row" });
    for (const [words, kind] of [["PNG", "png"], ["SVG", "svg"], ["CSV", "csv"], ["JSON", "json"], ["Copy picture"]]) {
      const onclick = () =>
        (kind ? save(kind) : copy()).catch(({ message }) => say("That did not work: " + message + "."));
      row.append(element("button", { type: "button", className: "quiet", textContent: words, onclick }));
    }
    const menu = element("details", { className: "save" });
    menu.append(element("summary", { textContent: "Save or copy " + names[chart] }), row, said, link);
    return menu;
  };
  // On paper the page is a sheet of its own: the chart with all that goes with it, and the figures
  // as they stand, put into the document in this very moment.
  addEventListener("beforeprint", () => {
    const figures = document.querySelector("#app .figures");
    const made = figures && ask("svg", shown("grid"));
    if (!made) return;
    const sheet = element("div", { id: "sheet" });
    const { documentElement } = new DOMParser().parseFromString(made, types.svg);
    sheet.append(documentElement, figures.cloneNode(true));
    document.body.append(sheet);
  });
  addEventListener("afterprint", () => document.getElementById("sheet")?.remove());
  return { ask, series, packed, menu };
})());
