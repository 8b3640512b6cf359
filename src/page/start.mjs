// The end of the page's script, behind what wasm-bindgen has written: starts the app. The modules
// lie beside this script, from wherever it was loaded, or packed inside the document.
const answered = (id, name) => {
  const packed = document.getElementById(id)?.textContent;
  if (!packed) return fetch(new URL(name, import.meta.url));
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": "application/wasm" } });
};
Object.assign(window.peakpackFiles, (() => {
  // A build that was not optimised has everything in the first module.
  const name = "LATER";
  let loading;
  const load = async () => {
    const answer = await answered("later", name);
    if (!answer.ok) throw new Error(answer.status);
    // It works on the memory and the table of the first, and has the same host.
    await WebAssembly.instantiate(await answer.arrayBuffer(), { ...__wbg_get_imports(), b: wasm });
  };
  return {
    laterFile: name,
    // The second module, with what only some visits need: loaded once, when it is asked for.
    later: async () => {
      if (name) await (loading ??= load().catch((error) => {
        loading = undefined;
        throw error;
      }));
    },
  };
})());
__wbg_init({ module_or_path: answered("module", "MODULE") });
