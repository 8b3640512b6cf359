// How the page begins: what its address means, and how the app takes the place of the first look.
Object.assign((window.peakpackFiles ??= {}), (() => {
  const root = document.documentElement;
  // A document may have a scenario of its own: a preset's page, a calculator that was saved.
  const own = root.dataset.query;
  // The years and advice take a moment; until then the words of the first look are as good.
  const figure = "#first .figure:nth-child(4) ";
  const text = (css) => document.querySelector(css).firstChild?.data?.trimEnd() ?? "";
  const known = root.dataset.link === undefined && document.querySelector(figure);
  const atFirst = known ? [figure + ".value", figure + "small", figure + ".detail", figure + "b", "#first .reason p"].map(text) : [];
  // A time that passes in hidden pages too, which have no frames.
  const frame = () => new Promise((done) => (requestAnimationFrame(done), setTimeout(done, 150)));
  return {
    // The query that the page is to open: that of the address, on top of the document's own.
    query: () => {
      const { search } = location;
      if (!own || /[?&;]s=/i.test(search)) return search;
      const given = new URLSearchParams(search);
      // A receipt is that of the document's own scenario alone.
      const rest = own.split("&").filter((pair) => !given.has(pair.split("=")[0]) && !(search && pair.startsWith("r=")));
      return "?" + rest.join("&") + search.replace("?", "&");
    },
    // What stands behind the `#` of the address, or came with the document.
    fragment: () => location.hash || root.dataset.fragment || "",
    // Puts a query into the address without a new entry in the history. Browsers throw when this
    // is done too often, and in some frames always: the address then stays behind. In a document
    // with a scenario of its own the default one is named too.
    address: (query) => {
      if (own && !/[?&]s=/.test(query)) query = query.replace(/^(\?v=1)?/, "?v=1&s=campus");
      history.replaceState(null, "", location.pathname + query + location.hash);
    },
    atFirst: () => atFirst,
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
