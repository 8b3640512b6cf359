//! The page in a frame: it fits, says how high it is, and is quiet otherwise.

use crate::harness::{Page, Scheme, browse, browse_with};
use serde_json::{Value, json};

/// A page that keeps what the frame in it says, and gives the frame the height it asks for.
const HOST: &str = "<!doctype html><title>Host</title><link rel=icon href='data:,'>
    <style>body { margin: 0 } iframe { display: block; border: 0 }</style>
    <script>
      window.heard = [];
      addEventListener('message', ({ data, source }) => {
        heard.push(data);
        if (data?.source === 'peakpack' && data.type === 'height') frame.style.height = data.height + 'px';
      });
      window.own = () => heard.filter(({ source, type }) => source === 'peakpack' && type === 'height');
    </script>
    <iframe id=frame width=600 height=400></iframe>
    <script>
      document.querySelector('iframe').src = './' + (location.hash.slice(1) || '?embed=1&ui=basic');
    </script>";

const VIEWS: [&str; 5] = ["grid", "soc", "duration", "fade", "kpi"];

/// What makes a frame scroll, in either direction, and boxes that scroll in it.
const SCROLLS: &str = "const root = document.documentElement;
    const inner = [...document.querySelectorAll('body *')].filter(element =>
        element.checkVisibility() && /auto|scroll/.test(getComputedStyle(element).overflowY)
        && element.scrollHeight > element.clientHeight + 1);
    return [root.scrollWidth > innerWidth ? 'wide ' + root.scrollWidth : '',
        root.scrollHeight > innerHeight ? 'high ' + root.scrollHeight : '',
        ...inner.map(element => element.className)].filter(Boolean)";

/// Opens the host with a frame and waits for the app in it; acts in the host afterwards.
fn open_host(page: &Page, link: &str) {
    page.go(&format!("host.html#{link}"));
    page.js("location.reload()");
    page.wait_for(
        "the app in the frame",
        "return frame.contentDocument?.documentElement.dataset.app === 'ready' && own().length",
    );
    page.settle();
}

fn last_height(page: &Page) -> u64 {
    page.settle();
    page.js("return own().at(-1).height")
        .as_u64()
        .unwrap_or_default()
}

#[test]
fn small_frames_fit_without_a_scrollbar() {
    browse(|page| {
        for ui in ["basic", "min", "none"] {
            for view in VIEWS {
                for link in [
                    "mw=4839.479&packs=12345&soh=74.5&b.packs=300&b.soh=80",
                    "packs=12345",
                ] {
                    page.open(&format!("?v=1&{link}&embed=1&ui={ui}&view={view}"));
                    let sizes = [
                        (320, 400),
                        (360, 300),
                        (400, 300),
                        (480, 400),
                        (600, 400),
                        (1000, 460),
                    ];
                    for (width, height) in sizes {
                        page.resize(width, height);
                        page.settle();
                        let found = page.js(SCROLLS);
                        assert_eq!(found, json!([]), "{link}, {ui}, {view}, {width} × {height}");
                        let cut = page.js("return [...document.querySelectorAll('.sliders label')]
                            .filter(label => label.scrollWidth > label.clientWidth + 1)
                            .map(label => label.innerText)");
                        assert_eq!(cut, json!([]), "{link}, {width}");
                    }
                }
                let shown = page.js("return [...document.querySelectorAll('canvas')]
                        .filter(canvas => canvas.checkVisibility()).length");
                let charts = match view {
                    "kpi" => 0,
                    "fade" => 2,
                    _ => 1,
                };
                assert_eq!(shown, charts, "{ui}, {view}");
                let has_sliders = page.count(".sliders input[type=range]");
                assert_eq!(has_sliders, if ui == "basic" { 2 } else { 0 });
                let title = page.count("main h1:not(.unseen)");
                assert_eq!(title, u64::from(ui != "none"));
                assert!(page.text("footer").contains("Open the full calculator"));
                assert!(page.text("footer").contains("not a quotation"));
            }
        }
        page.assert_quiet();
    });
}

#[test]
fn frames_get_the_height_they_ask_for() {
    browse_with(&[("host.html", HOST)], |page| {
        page.resize(1100, 900);
        for ui in ["full", "basic"] {
            open_host(page, &format!("?embed=1&ui={ui}"));
            for width in [320, 400, 600, 700, 1000] {
                page.js_with("frame.width = arguments[0]", &json!([width]));
                page.settle();
                page.wait_for(
                    "the frame's height",
                    "const { scrollHeight } = frame.contentDocument.documentElement;
                     return Math.abs(own().at(-1).height - frame.clientHeight) < 1
                        && scrollHeight <= frame.clientHeight",
                );
                page.enter_frame("iframe");
                assert_eq!(page.js(SCROLLS), json!([]), "{ui} at {width}");
                page.leave_frame();
            }
        }
        page.assert_quiet();
    });
}

#[test]
fn heights_are_said_in_every_convention() {
    browse_with(&[("host.html", HOST)], |page| {
        open_host(page, "?embed=1&ui=basic&childId=report-7&initialWidth=600");
        let first = last_height(page);
        let has = |wanted: Value| {
            let heard = page.js("return heard");
            let is_heard = heard.as_array().is_some_and(|all| all.contains(&wanted));
            assert!(is_heard, "{wanted} is not in {heard}");
        };
        assert_eq!(first, 400);
        has(json!("[iFrameResizerChild]Ready"));
        has(json!({ "datawrapper-height": { "peakpack": 400 } }));
        has(json!({ "sentinel": "amp", "type": "embed-size", "height": 400 }));
        has(json!({ "source": "peakpack", "v": 1, "type": "height", "height": 400 }));
        has(json!("pymxPYMxreport-7xPYMxheightxPYMx400"));
        let medium = page.js(
            "const told = heard.filter(data => typeof data === 'string' && data[0] === '{').map(JSON.parse);
             return [told[0].context, told[0].height, told[0].src === frame.src]",
        );
        assert_eq!(medium, json!(["iframe.resize", 400, true]));

        // Parents that speak first.
        let ask = |text: &str, answer: &str| {
            page.js_with(
                "heard.length = 0; frame.contentWindow.postMessage(arguments[0], '*')",
                &json!([text]),
            );
            page.js_with("window.wanted = arguments[0]", &json!([answer]));
            page.wait_for(answer, "return heard.includes(wanted)");
        };
        ask(
            "pymxPYMxreport-7xPYMxwidthxPYMx600",
            "pymxPYMxreport-7xPYMxheightxPYMx400",
        );
        ask(
            "[iFrameSizer]chart-1:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent",
            "[iFrameSizer]chart-1:400:600:init",
        );
        ask("[iFrameSizer]resize", "[iFrameSizer]chart-1:400:600:size");

        // An opened figure lies over the picture, and the foot stays in sight.
        page.js("frame.contentDocument.querySelector('.figure').open = true");
        page.settle();
        let foot = page.js("const { bottom } = frame.contentDocument.querySelector('footer').getBoundingClientRect();
             return [bottom <= 400, frame.contentDocument.querySelector('.behind').checkVisibility()]");
        assert_eq!(foot, json!([true, true]));
        page.js("frame.contentDocument.querySelector('.figure').open = false");
        // What is in it grows and shrinks, and each parent hears of it.
        page.js("const more = frame.contentDocument.createElement('div');
             more.id = 'more';
             more.style.height = '123px';
             frame.contentDocument.body.append(more)");
        page.wait_for("growth", "return own().at(-1)?.height > 400");
        let grown = last_height(page);
        // Its width is with a scrollbar or without, until the frame has followed.
        let said = page.js_with(
            "return heard.some((data) => RegExp(arguments[0]).test(data))",
            &json!([format!(r"^\[iFrameSizer\]chart-1:{grown}:\d+:size$")]),
        );
        assert_eq!(said, true);
        has(json!({ "datawrapper-height": { "peakpack": grown } }));
        has(json!(format!("pymxPYMxreport-7xPYMxheightxPYMx{grown}")));
        page.js("frame.contentDocument.querySelector('#more').remove()");
        page.wait_for("its old height", "return own().at(-1).height === 400");
        page.assert_quiet();
    });
}

/// Fifty frames are drawn, the frame itself is made higher and lower, and nothing is said.
#[test]
fn nothing_is_said_while_nothing_changes() {
    browse_with(&[("host.html", HOST)], |page| {
        for ui in ["full", "basic", "none"] {
            open_host(page, &format!("?embed=1&ui={ui}"));
            // The years of the packs are found out between frames. Then no frame is asked for.
            page.js("const watch = frame.contentWindow;
                 window.soon = watch.requestAnimationFrame.bind(watch);
                 window.next = () => new Promise(done => soon(done));
                 window.asked = 0;
                 watch.requestAnimationFrame = run => { asked += 1; return soon(run); }");
            page.wait_for(
                "an end of the work",
                "const before = asked + heard.length;
                 for (let turn = 0; turn < 60; turn += 1) await next();
                 return asked + heard.length === before",
            );
            let said = page.js("const before = heard.length, high = own().at(-1).height;
                 window.asked = 0;
                 for (let turn = 0; turn < 50; turn += 1) {
                     if (turn === 10) frame.style.height = 3 * high + 'px';
                     if (turn === 20) frame.style.height = high + 'px';
                     await next();
                 }
                 return [heard.length - before, asked];");
            assert_eq!(said, json!([0, 0]), "{ui}");
        }
    });
}

#[test]
fn only_the_page_around_is_answered() {
    browse_with(&[("host.html", HOST)], |page| {
        open_host(page, "?embed=1&ui=basic&childId=a");
        page.js(
            "heard.length = 0;
             const other = document.body.appendChild(document.createElement('iframe'));
             const script = other.contentDocument.createElement('script');
             script.textContent = `for (const text of ['[iFrameSizer]evil:8:false:false', 'pymxPYMxaxPYMxwidthxPYMx9'])
                 parent.frame.contentWindow.postMessage(text, '*')`;
             other.contentDocument.body.append(script);
             // Behind them in the same queue.
             for (const text of [null, 7, {}, 'x', '[iFrameSizer]', '[iFrameSizer]good:8:true'])
                 frame.contentWindow.postMessage(text, '*');",
        );
        page.wait_for(
            "the answer to the page around",
            "return heard.some(text => text === '[iFrameSizer]good:400:600:init')",
        );
        let others = page.js("return heard.filter(text => /evil|pym/.test(text))");
        assert_eq!(others, json!([]));
        page.assert_quiet();
    });
}

#[test]
fn what_was_wrong_with_the_link_is_a_badge_and_a_message() {
    browse_with(&[("host.html", HOST)], |page| {
        open_host(page, "?embed=1&ui=basic&soh=740&view=sweep");
        page.wait_for(
            "the warning",
            "return heard.some(({ type }) => type === 'warning')",
        );
        let told = page.js("return heard.find(({ type }) => type === 'warning')");
        let data = json!([
            "soh=740 → 100 (maximum)",
            "view=sweep → grid (not available yet)"
        ]);
        assert_eq!((&told["v"], &told["data"]), (&json!(1), &data));
        page.enter_frame("iframe");
        assert_eq!(page.text(".notes .badge"), "2 notes on this link");
        page.click(".notes .badge");
        assert!(page.text(".notes").contains("soh=740 → 100 (maximum)"));
        assert_eq!(page.js(SCROLLS), json!([]));
        page.click("#dismiss");
        page.wait_for(
            "the badge to go",
            "return !document.querySelector('.notes').checkVisibility()",
        );
        page.leave_frame();

        // Heights are said even where the page is told not to talk.
        open_host(page, "?embed=1&ui=basic&soh=740&api=0");
        let told = page.js("return heard.filter(({ type }) => type === 'warning').length");
        assert_eq!(told, 0);
        page.assert_quiet();
    });
}

const COLOURS: &str = "const canvas = document.querySelector('canvas');
    const style = getComputedStyle(document.documentElement);
    const names = ['ground', 'raised', 'ink', 'soft', 'rule', 'edge', 'track', 'before', 'after', 'battery'];
    return [...names.map(name => style.getPropertyValue('--' + name)),
        getComputedStyle(document.body).backgroundColor,
        ...canvas.getContext('2d').getImageData(1, 1, 1, 1).data]";

#[test]
fn a_link_can_choose_light_or_dark() {
    browse(|page| {
        let of = |scheme: Scheme, link: &str| {
            page.emulate(scheme, "", true);
            page.open(link);
            page.settle();
            page.js(COLOURS)
        };
        let light = of(Scheme::Light, "?embed=1&ui=min");
        let dark = of(Scheme::Dark, "?embed=1&ui=min");
        assert_ne!(light, dark);
        assert_eq!(of(Scheme::Dark, "?embed=1&ui=min&theme=light"), light);
        assert_eq!(of(Scheme::Light, "?embed=1&ui=min&theme=dark"), dark);
        let clear = of(Scheme::Light, "?embed=1&ui=min&bg=none");
        let last = clear.as_array().map(|all| all[10..].to_vec());
        assert_eq!(
            last,
            Some(vec![
                json!("rgba(0, 0, 0, 0)"),
                0.into(),
                0.into(),
                0.into(),
                0.into()
            ])
        );
        let accent = of(Scheme::Light, "?embed=1&ui=min&accent=006600");
        assert_eq!(accent[8], "#006600");
        for theme in ["light", "dark"] {
            for ui in ["basic", "none"] {
                page.open(&format!("?embed=1&ui={ui}&theme={theme}&soh=740"));
                assert_eq!(page.axe(), Vec::<String>::new(), "{ui}, {theme}");
            }
        }
    });
}

#[test]
fn the_way_to_the_whole_page_keeps_the_inputs() {
    browse_with(&[("host.html", HOST)], |page| {
        open_host(page, "?v=1&packs=800&embed=1&ui=basic&theme=dark");
        let entries = page.js("return history.length");
        page.enter_frame("iframe");
        for _ in 0..5 {
            page.click("#packs");
            page.press("ArrowRight");
        }
        page.wait_for(
            "the frame's address",
            "return location.search.includes('embed=1') && !location.search.includes('packs=800')",
        );
        let link = page.js(
            "const { href, target, rel } = document.querySelector('footer a');
             const packs = document.querySelector('#packs').value;
             const query = new URL(href).search;
             return [query.includes('packs=' + packs), query.includes('embed'), target, rel]",
        );
        assert_eq!(link, json!([true, false, "_blank", "noopener"]));
        page.leave_frame();
        assert_eq!(page.js("return history.length"), entries);
        page.assert_quiet();
    });
}

#[test]
fn sliders_are_those_that_the_link_names_and_the_site_can_be_locked() {
    browse(|page| {
        page.open("?embed=1&ui=min&show=temp_mw_packs");
        assert_eq!(page.count(".sliders input[type=range]"), 3);
        page.open("?embed=1&ui=min&show=temp_mw_packs&lock=dc");
        let ids = "return [...document.querySelectorAll('.sliders input[type=range]')].map(({ id }) => id)";
        assert_eq!(page.js(ids), json!(["temp", "packs"]));
        page.open("?embed=1&ui=full&lock=dc");
        assert_eq!(page.count(".presets"), 0);
        assert_eq!(page.count(".load"), 0);
        page.js("document.querySelectorAll('.panel').forEach(panel => panel.open = true)");
        page.wait_for("the panels", "return document.querySelector('#avail')");
        for id in ["mw", "shape", "seed", "days", "win"] {
            assert_eq!(page.count(&format!("#{id}")), 0, "{id}");
        }
        page.open("?embed=1&ui=min&units=kw&title=0");
        let spoken = page.text("#finding");
        assert!(spoken.contains("kW") && !spoken.contains("MW"), "{spoken}");
        page.assert_quiet();
    });
}
