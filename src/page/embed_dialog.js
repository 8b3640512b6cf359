// The dialog that makes a frame for somebody else's page. The app says what the frame shows.
(() => {
  const own = (window.peakpackFiles ??= {});
  const choices = {
    view: ["Picture", { grid: "Grid draw", soc: "State of charge", duration: "Load duration", fade: "Years of the packs", kpi: "Figures only" }],
    ui: ["With it", { basic: "Finding, figures, sliders", min: "Finding", none: "Nothing", full: "The whole calculator" }],
    size: ["Size", { "600x400": "600 × 400", "400x300": "400 × 300", "1000x460": "1000 × 460" }],
    theme: ["Colours", { auto: "As the reader’s system", light: "Light", dark: "Dark" }],
    title: ["Finding", { 1: "Shown", 0: "Hidden" }],
    show: ["Sliders", { auto: "As suits", packs_soh: "Packs and health", packs: "Packs", soh: "Health", none: "None" }],
    model: ["Numbers", { pinned: "Will not change in this report", latest: "Always of the latest model" }],
    script: ["Height", { 0: "Fixed", 1: "Follows what is in it (a line of script)" }],
  };
  const sandbox = "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox";
  const allow = "clipboard-write; web-share; fullscreen";
  const script =
    '<script>addEventListener("message",e=>{const d=e.data;if(d&&d.source==="peakpack"&&d.type==="height")for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===e.source)f.style.height=d.height+"px"})</' +
    "script>";
  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  const escaped = (text) => text.replace(/[&<>"']/g, (letter) => (letter === "&" ? "&amp;" : `&#${letter.charCodeAt()};`));

  // Copies, and says whether that is true; where it is not, the text in the field is selected. What
  // `share.js` does would lie behind the dialog, where nothing can be selected.
  const copied = async (field) => {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      field.focus();
      field.select();
      return document.execCommand("copy");
    }
  };

  // The model's version, and the links that can be framed: of each the name of its load, query,
  // fragment, caption, and what there is to say about it.
  own.embed = (dialog, version, links) => {
    const selects = {};
    const load = ["Load", Object.fromEntries(links.map(([name], place) => ["link" + place, name]))];
    const all = links.length > 1 ? { load, ...choices } : choices;
    const rows = Object.entries(all).map(([key, [name, options]]) => {
      const list = Object.entries(options).map(([value, text]) => make("option", { value, textContent: text }));
      // Numbers among the names come first.
      if (key === "title") list.reverse();
      selects[key] = make("select", { name: key, onchange: () => show() }, ...list);
      return make("label", {}, name, selects[key]);
    });
    const preview = make("iframe", { title: "Preview", tabIndex: -1, allow, sandbox });
    const field = make("textarea", { readOnly: true, rows: 6, ariaLabel: "Code for your page" });
    const said = make("p", { role: "status", className: "soft" });
    const resize = ({ source, data }) => {
      if (source === preview.contentWindow && data?.source === "peakpack" && data.type === "height") preview.style.height = data.height + "px";
    };
    const root = own.place().replace(/[^/]*$/, "").replace(/release\/[^/]+\/$/, "");
    const isFile = location.protocol === "file:";
    const isLocal = /^(localhost|127\.|\[|0\.|10\.|192\.168\.)/.test(location.hostname);
    const host = isFile ? "https://HOST/PATH/" : root;
    const aboutLoad = make("p", { className: "soft" });
    const about = [
      isFile && "This page runs from a file. Put the address of a copy on the web in place of https://HOST/PATH/.",
      isLocal && "Readers cannot reach the address of this page: it is your own computer’s or network’s. Put the address of a copy on the web in its place.",
    ].filter(Boolean);
    const show = () => {
      // The whole calculator is higher than any fixed frame.
      const isWhole = selects.ui.value === "full";
      selects.script.firstChild.disabled = isWhole;
      if (isWhole) selects.script.value = "1";
      const { view, ui, size, theme, title, show, model, script: fit } = Object.fromEntries(Object.entries(selects).map(([key, { value }]) => [key, value]));
      const [width, height] = size.split("x");
      const [, query, fragment, finding, note] = links[selects.load?.selectedIndex ?? 0];
      const behind = fragment && "#" + fragment;
      const scenario = query || "v=1";
      aboutLoad.textContent = links.length > 1 ? note : "";
      const keys = `&embed=1&view=${view}&ui=${ui}&show=${show}&lock=none&theme=${theme}&bg=auto&accent=auto&locale=en&units=auto&title=${title}&api=1`;
      const folder = host + (model === "pinned" ? `release/${version}/` : "");
      const link = `?${scenario}${keys}${behind}`;
      const style = `width:100%;max-width:${width}px;border:0;color-scheme:normal`;
      preview.style = style;
      preview.height = height;
      preview.src = own.link(scenario + keys, fragment);
      field.value = `<figure>
<iframe title="${escaped(finding)}" src="${escaped(folder + link)}" loading="lazy" width="100%" height="${height}" style="${style}" allow="${allow}" referrerpolicy="strict-origin-when-cross-origin" sandbox="${sandbox}"></iframe>
<figcaption>${escaped(finding)} <a href="${escaped(`${folder}?${scenario}${behind}`)}">Open the calculator</a></figcaption>
</figure>${fit === "1" ? "\n" + script : ""}`;
      said.textContent = "";
    };
    const copy = async () => {
      said.textContent = (await copied(field)) ? "Copied." : "This browser does not let the page copy. The code is selected: press Ctrl+C or ⌘C.";
    };
    dialog.replaceChildren(
      make("h2", { id: "embed-title", textContent: "Embed in a report" }),
      make("div", { className: "choices" }, ...rows),
      aboutLoad,
      preview,
      ...about.map((text) => make("p", { className: "message", textContent: text })),
      field,
      make("p", { className: "row" }, make("button", { type: "button", className: "main", textContent: "Copy the code", onclick: copy }), make("button", { type: "button", textContent: "Close", onclick: () => dialog.close() }), said),
    );
    // A host that was filled by hand may have no copies of models under their versions.
    const unpin = ({ ok }) => {
      if (ok) return;
      selects.model.value = "latest";
      selects.model.firstChild.disabled = true;
      show();
    };
    if (!isFile) fetch(`${root}release/${version}/`, { method: "HEAD" }).then(unpin, unpin);
    addEventListener("message", resize);
    dialog.onclose = () => {
      removeEventListener("message", resize);
      // A preview that nobody sees should not run.
      dialog.replaceChildren();
    };
    show();
    dialog.showModal();
  };
})();
