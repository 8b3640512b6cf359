// How the page begins: what its address means, and how the app takes the place of the first look.
Object.assign(window.peakpackFiles, (() => {
  const root = document.documentElement;
  // A document may have a scenario of its own: a preset's page, a calculator that was saved.
  const own = root.dataset.query;
  // The years take a moment; until then the figure of the first look is as good.
  const figure = root.dataset.link === undefined && document.querySelector("#first .figure:nth-child(4)");
  const lasts = figure && [".value", "small", ".detail", "b"].map((css) => figure.querySelector(css).firstChild?.data?.trimEnd() ?? "");
  // A time that passes in hidden pages too, which have no frames.
  const frame = () => new Promise((done) => (requestAnimationFrame(done), setTimeout(done, 150)));
  return {
    // The query that the page is to open: that of the address, on top of the document's own.
    query: () => {
      const { search } = location;
      if (!own || /[?&;]s=/i.test(search)) return search;
      const given = new URLSearchParams(search);
      const rest = own.split("&").filter((pair) => !given.has(pair.split("=")[0]));
      return "?" + rest.join("&") + search.replace("?", "&");
    },
    // What stands behind the `#` of the address, or came with the document.
    fragment: () => location.hash || root.dataset.fragment || "",
    // The address of the whole calculator, without a scenario: of the folder above a preset's page.
    home: () => new URL(root.dataset.home ?? location.pathname, location.href).href,
    // Puts a query into the address without a new entry in the history. Browsers throw when this
    // is done too often, and in some frames always: the address then stays behind. In a document
    // with a scenario of its own the default one is named too.
    address: (query) => {
      if (own && !/[?&]s=/.test(query)) query = query.replace(/^(\?v=1)?/, "?v=1&s=campus");
      history.replaceState(null, "", location.pathname + query + location.hash);
    },
    lasts: () => lasts || [],
    // The app is there: shows it as soon as it has been drawn, in the place of the first look. Tests,
    // screenshots and embedding pages wait for the mark.
    ready: async () => {
      await frame();
      await frame();
      if (root.dataset.app === "failed") return;
      document.getElementById("first").remove();
      document.getElementById("app").className = "";
      root.dataset.app = "ready";
    },
  };
})());
