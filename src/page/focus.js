// Where the focus goes when what had it is gone by its own press: the last step of an undo, a note
// that is dismissed. To the next thing near by; without this a keyboard begins anew at the top.
addEventListener(
  "click",
  ({ target, detail }) => {
    // A pointer counts its presses, and needs no focus.
    const pressed = !detail && target.closest?.("button");
    if (!pressed) return;
    const homes = [];
    for (let home = pressed; (home = home.parentElement); ) homes.push(home);
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      // What is gone from the document stood nowhere in particular.
      const isBehind = (one) =>
        pressed.isConnected && pressed.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
      for (const home of homes) {
        const near = [...home.querySelectorAll("button, input, select, summary, a[href]")].filter(
          (one) => home.isConnected && one.checkVisibility() && !one.disabled,
        );
        if (near.length) return (near.find(isBehind) ?? near.at(-1)).focus();
      }
    }, 60);
  },
  true,
);
