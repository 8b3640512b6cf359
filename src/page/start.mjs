// The end of the page's script, behind what wasm-bindgen has written: starts the app. The module
// lies beside this script, from wherever it was loaded.
__wbg_init({ module_or_path: new URL("MODULE", import.meta.url) }).then((wasm) =>
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } })),
);
