// The page talks with the one around it, and with scripts beside it: docs/api.md.
Object.assign((window.peakpackFiles ??= {}), (() => {
  const most = 10; // messages a second
  const longest = 8000; // letters of a query
  const own = window.peakpackFiles;
  const framed = parent !== window;
  const followers = {};
  const post = (type, data, id) =>
    framed && parent.postMessage({ source: "peakpack", v: 1, type, id, data }, "*");
  const tell = (type, data) => {
    post(type, data);
    followers[type]?.forEach((run) => {
      try {
        run(data);
      } catch (error) {
        // Theirs, and no reason for the others to hear nothing.
        reportError(error);
      }
    });
  };
  const refuse = (why) => {
    throw new Error(why);
  };
  const what = (data) => {
    const { chart = "grid", span = "day" } = Object(data);
    return { chart, span };
  };
  const api = {
    get: (data) => {
      const record = own.ask("get");
      if (data?.series) record.series = own.series(own.ask("csv", what()));
      return record;
    },
    set: (query) => {
      if (typeof query !== "string" || query.length > longest)
        refuse("set takes a query of at most " + longest + " letters");
      return own.ask("set", { query });
    },
    reset: () => own.ask("reset"),
    export: (kind, data) => own.packed(kind, what(data), true),
    on: (type, run) => {
      (followers[type] ??= new Set()).add(run);
      return () => followers[type].delete(run);
    },
  };
  // What the page around this one may ask. A load that a person brought stays in the frame.
  const answer = async ({ type, data }) => {
    if (!["get", "set", "reset", "export"].includes(type)) refuse("unknown type: get, set, reset or export");
    const isExport = type === "export";
    const kind = data?.kind ?? data;
    const isOpen = own.ask("state").load === "generated";
    if (!isOpen && (isExport ? kind !== "json" : type === "get" && data?.series))
      refuse("this load is the person’s own: it leaves the frame only by their hand");
    return isExport ? { kind, ...what(data), file: await own.packed(kind, what(data), isOpen) } : api[type](data);
  };
  const times = [];
  const hear = async ({ source, data }) => {
    if (source !== parent || data?.target !== "peakpack") return;
    const id = ["string", "number"].includes(typeof data.id) ? data.id : undefined;
    try {
      const now = performance.now();
      while (times[0] <= now - 1000) times.shift();
      if (times.length >= most) refuse("too many messages: at most " + most + " a second");
      times.push(now);
      post("reply", await answer(data), id);
    } catch ({ message }) {
      post("error", { message }, id);
    }
  };
  let soon, rest;
  return {
    startApi: () => {
      window.peakpack = api;
      own.tell = tell;
      if (framed) addEventListener("message", hear);
      addEventListener("peakpack-failed", () => tell("error", { message: "the calculator has stopped" }));
      tell("ready", own.ask("state"));
    },
    // After each change: where it leads some times a second, the whole result once it rests.
    changed: () => {
      if (!framed && !Object.keys(followers).length) return;
      soon ??= setTimeout(() => {
        soon = undefined;
        tell("state", own.ask("state"));
      }, 250);
      clearTimeout(rest);
      rest = setTimeout(() => tell("result", api.get()), 500);
    },
  };
})());
