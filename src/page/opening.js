// How the page begins: what its address means, and how the app takes the place of the first look.
Object.assign((window.peakpackFiles ??= {}), (() => {
  const root = document.documentElement;
  // A document may have a scenario of its own: a preset's page, a calculator that was saved.
  const own = root.dataset.query;
  const brought = (root.dataset.fragment ?? "").replace("#", "");
  // The years and advice take a moment; until then the words of the first look are as good.
  const figure = "#first .figure:nth-child(4) ";
  const text = (css) => document.querySelector(css).firstChild?.data?.trimEnd() ?? "";
  const known = root.dataset.link === undefined && document.querySelector(figure);
  const atFirst = known ? [figure + ".value", figure + "small", figure + ".detail", figure + "b", "#first .reason p"].map(text) : [];
  const isHere = () => window.peakpackFiles.place() === location.href.split(/[?#]/)[0];
  // What follows the path in an address of what is on the screen. In a document with a scenario or
  // a load of its own, the default ones are named too.
  const rest = (query, fragment, isOwn) => {
    if (isOwn && own && !/(^|&)s=/.test(query)) query = query.replace(/^(v=1)?/, "v=1&s=campus");
    if (isOwn && brought) fragment = fragment === brought ? "" : fragment || "data=none";
    return (query && "?" + query) + (fragment && "#" + fragment);
  };
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
    fragment: () => location.hash.slice(1) || brought,
    // Puts both into the address without a new entry in the history. Browsers throw when this is
    // done too often, and in some frames always: the address then stays behind.
    address: (query, fragment) => history.replaceState(null, "", location.pathname + rest(query, fragment, true)),
    // The whole address of the calculator with both.
    link: (query, fragment) => window.peakpackFiles.place() + rest(query, fragment, isHere()),
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
