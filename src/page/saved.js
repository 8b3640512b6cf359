// "Save this calculator": the page as one file that needs nothing else.
Object.assign((window.peakpackFiles ??= {}), (() => {
  const root = document.documentElement;
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };
  const base64 = async (stream) => {
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    let text = "";
    // As many letters at once as a call takes arguments.
    for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    return btoa(text);
  };
  // The script and the packed modules: those inside the document, or from the host.
  const parts = async () => {
    const script = document.querySelector("script[type=module]");
    const packed = async (address) => base64((await fetched(address)).body.pipeThrough(new CompressionStream("gzip")));
    const inside = (id) => document.getElementById(id)?.textContent;
    if (!script.src) return [script.textContent, inside("module"), inside("later")];
    const { laterFile } = window.peakpackFiles;
    return [
      await (await fetched(script.src)).text(),
      await packed(document.querySelector("link[as=fetch]").href),
      laterFile && (await packed(new URL(laterFile, script.src))),
    ];
  };
  // The document with both inside, opening at a query and with the load of a fragment.
  const composed = async (query, fragment) => {
    const [script, module, later] = await parts();
    const page = root.cloneNode(true);
    const find = (css) => page.querySelectorAll(css);
    for (const { name } of [...page.attributes]) if (name !== "lang") page.removeAttribute(name);
    page.dataset.query = query.replace("?", "");
    page.dataset.fragment = fragment;
    for (const part of find("head > :not(meta[charset], meta[name], title, link[rel=icon], style, script:not([src], [type])), body > :not(noscript, #failure, #app)")) part.remove();
    const app = find("#app")[0];
    app.replaceChildren();
    app.className = "unready";
    const first = document.createElement("div");
    first.id = "first";
    app.before(first);
    find("title")[0].textContent = document.title;
    const plain = (id, text) => `<script type="text/plain" id="${id}">${text ?? ""}<\/script>`;
    const end = `${plain("module", module)}${plain("later", later)}<script type="module">${script.replace(/<\/script/gi, "<\\/script")}<\/script>`;
    return "<!doctype html>\n" + page.outerHTML.replace(/<\/body>\s*<\/html>$/, () => end + "</body></html>");
  };
  // Whether this frame is known to refuse downloads, or cannot be asked.
  const refusal = () => {
    try {
      const { sandbox } = window.frameElement ?? {};
      return sandbox?.length > 0 && !sandbox.contains("allow-downloads");
    } catch {
      return undefined;
    }
  };
  const elsewhere = "Open the calculator in a tab of its own and save it there.";
  return {
    // Saves the page with the scenario of a query and the load of a fragment, and says what
    // became of it, as far as a page can know.
    saveCalculator: async (query, fragment) => {
      if (refusal()) return `The page around this one does not allow saving. ${elsewhere}`;
      let text;
      try {
        text = await composed(query, fragment);
      } catch {
        return "A part of the page could not be loaded again, so there is nothing to save. Check the connection and try again.";
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/html" }));
      link.download = "peakpack.html";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      return window.parent === window
        ? "Handed to the browser as peakpack.html: it opens without a network."
        : `Handed to the browser as peakpack.html. If nothing was saved, the page around this one does not allow it. ${elsewhere}`;
    },
  };
})());
