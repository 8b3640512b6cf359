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
  // The name that iframe-resizer has given this frame, and how it is told the next height: the
  // first answers its first message, which may come before there is a height.
  let resizer;
  let answer = "init";
  let height = 0;
  const resized = () => {
    if (resizer == null || !height) return;
    const width = Math.ceil(document.documentElement.getBoundingClientRect().width);
    post(`[iFrameSizer]${resizer}:${height}:${width}:${answer}`);
    answer = "size";
  };
  const pymHeight = () => {
    if (pym != null && height) post(`pymxPYMx${pym}xPYMxheightxPYMx${height}`);
  };
  const say = () => {
    post({ "datawrapper-height": { peakpack: height } });
    post({ sentinel: "amp", type: "embed-size", height });
    post(JSON.stringify({ src, context: "iframe.resize", height }));
    post({ source: "peakpack", v: 1, type: "height", height });
    pymHeight();
    resized();
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
    if (source !== parent || typeof data !== "string") return;
    if (data.startsWith(`pymxPYMx${pym}xPYMxwidthxPYMx`)) pymHeight();
    if (!data.startsWith("[iFrameSizer]")) return;
    // The first message says the name, the margin, and whether the width counts too.
    const [name, , flag] = data.slice(13).split(":");
    if (flag === "true" || flag === "false") {
      resizer = name;
      answer = "init";
      resized();
    } else if (name === "resize") resized();
  });
  post("[iFrameResizerChild]Ready");
})();
