// The page in a frame: says how high it is, in the words of the scripts that publishers run already.
(() => {
  const own = (window.peakpackFiles ??= {});
  // When any of the page can be seen, wherever it stands.
  own.seen = () =>
    new Promise((seen) => {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        seen();
      });
      observer.observe(document.documentElement);
    });
  if (parent === window) return;

  const post = (message) => parent.postMessage(message, "*");
  // To the page around, in the page's own words.
  own.tell = (type, data) => post({ source: "peakpack", v: 1, type, data });

  // As the frame was opened: the app writes the address anew. What stands behind `#` goes nowhere.
  const src = location.href.split("#")[0];
  const pym = new URLSearchParams(location.search).get("childId");
  // The name that iframe-resizer has given this frame.
  let resizer;
  let height = 0;
  const resized = (how) => {
    const width = Math.ceil(document.documentElement.getBoundingClientRect().width);
    if (resizer != null) post(`[iFrameSizer]${resizer}:${height}:${width}:${how}`);
  };
  const pymHeight = () => {
    if (pym != null) post(`pymxPYMx${pym}xPYMxheightxPYMx${height}`);
  };
  const say = () => {
    post({ "datawrapper-height": { peakpack: height } });
    post({ sentinel: "amp", type: "embed-size", height });
    post(JSON.stringify({ src, context: "iframe.resize", height }));
    post({ source: "peakpack", v: 1, type: "height", height });
    pymHeight();
    resized("size");
  };
  // Nothing but the content counts, never the frame: a height that follows the frame would grow
  // with it for ever. Observers run once a frame at most, and not while nothing changes.
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    say();
  }).observe(document.body);

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data !== "string" || !height) return;
    if (data.startsWith(`pymxPYMx${pym}xPYMxwidthxPYMx`)) pymHeight();
    if (!data.startsWith("[iFrameSizer]")) return;
    // The first message says the name, the margin, and whether the width counts too.
    const [name, , flag] = data.slice(13).split(":");
    if (flag === "true" || flag === "false") {
      resizer = name;
      resized("init");
    } else if (name === "resize") resized("size");
  });
  post("[iFrameResizerChild]Ready");
})();
