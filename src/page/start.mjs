// The end of the page's script, behind what wasm-bindgen has written: starts the app. The module
// lies beside this script, from wherever it was loaded, or packed inside the document.
const packed = document.getElementById("module")?.textContent;
const unpacked = () => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": "application/wasm" } });
};
__wbg_init({ module_or_path: packed ? unpacked() : new URL("MODULE", import.meta.url) });
