// Giving a link away: what browsers allow only in their own words, or refuse.
Object.assign((window.peakpackFiles ??= {}), {
  // The address of the calculator itself, whatever page of it is open.
  place: () => location.href.split(/[?#]/)[0].replace(/s\/[\w-]+\/(index\.html)?$/, ""),
  // Puts a text on the clipboard; fails where the browser refuses.
  copy: async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // In a frame without the permission this older way still works.
      const before = document.activeElement;
      const field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      before?.focus();
      if (!done) throw new Error("refused");
    }
  },
  select: (field) => {
    field.hidden = false;
    field.focus();
    field.select();
  },
  // Closes an open menu by Escape, or by a press beside it.
  closeMenu: (menu, event) => {
    // The dialog over it comes first.
    if (!menu.open || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") menu.firstChild.focus();
    else if (event.key || menu.contains(event.target)) return;
    menu.open = false;
  },
  // Whether the system has a sheet to share with, and a finger to open it.
  hasSheet: () => !!navigator.share && matchMedia("(pointer: coarse)").matches,
  sheet: (title, text, url) => navigator.share({ title, text, url }),
});
