// What the browser does with files by promises alone, and with itself, in its own language: the
// same in Rust is six times as large. The app finds it under this name; every function may fail.
Object.assign((window.peakpackFiles ??= {}), (() => {
  // How many files are remembered, and what stands before a file's name in its address.
  const most = 5;
  const before = "/remembered/";
  // Where the inputs wait for a reload after a crash; the browser forgets it with the tab.
  const kept = "peakpack-inputs";
  // The storage of the page's own origin. Putting something there sends nothing.
  const store = () => caches.open("peakpack-files");
  const address = (name) => before + encodeURIComponent(name);
  const names = async (files) =>
    (await files.keys()).map(({ url }) => decodeURIComponent(url.split(before).pop())).reverse();
  // Unpacks a raw deflate stream of at most so many bytes.
  const inflate = async (packed, most) => {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = stream.getReader();
    const pieces = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        throw new RangeError("larger than stated");
      }
      pieces.push(value);
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  };
  return {
    // The names of the remembered files, the newest first.
    names: async () => names(await store()),
    // Keeps a file, and lets go of the oldest beyond five. Returns the names.
    keep: async (name, bytes) => {
      const files = await store();
      await files.delete(address(name));
      await files.put(address(name), new Response(bytes));
      for (const key of (await files.keys()).slice(0, -most)) await files.delete(key);
      return names(files);
    },
    // Lets go of a file. Returns the names.
    forget: async (name) => {
      const files = await store();
      await files.delete(address(name));
      return names(files);
    },
    // The bytes of a remembered file.
    open: async (name) => {
      const file = await (await store()).match(address(name));
      return new Uint8Array(await file.arrayBuffer());
    },
    // The bytes of a file that was chosen.
    read: async (file) => new Uint8Array(await file.arrayBuffer()),
    // Lets the browser do what else it has to do.
    pause: () => new Promise((done) => setTimeout(done)),
    // Scrolls to an element and gives it the focus, without an entry in the history.
    goTo: (id) => {
      const element = document.getElementById(id);
      element.scrollIntoView();
      element.focus();
    },
    // Keeps the inputs for the reload after a crash.
    keepInputs: (query) => sessionStorage.setItem(kept, query),
    // Takes the inputs that were kept, once.
    takeInputs: () => {
      const query = sessionStorage.getItem(kept);
      sessionStorage.removeItem(kept);
      return query;
    },
    // Reports a bug to the card in the document.
    fail: (report) => {
      console.error(report);
      dispatchEvent(new CustomEvent("peakpack-failed", { detail: report }));
    },
    // Bytes deflated, as text that may stand in an address.
    pack: async (bytes) => {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      const packed = new Uint8Array(await new Response(stream).arrayBuffer());
      let text = "";
      for (const byte of packed) text += String.fromCharCode(byte);
      return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    },
    // The same backwards: the bytes, at most so many, of what stands behind the last point.
    unpack: (text, most) => {
      const packed = atob(text.split(".").pop().replace(/-/g, "+").replace(/_/g, "/"));
      return inflate(Uint8Array.from(packed, (letter) => letter.charCodeAt(0)), most);
    },
    inflate,
  };
})());
