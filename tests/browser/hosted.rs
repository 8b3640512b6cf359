//! With the headers that hosts should send: the policy refuses nothing that the page does.

use crate::harness::{Host, browse};

#[test]
fn the_policy_lets_the_page_work() {
    let host = Host::start(&[]);
    browse(|page| {
        for link in [
            "",
            "?v=1&packs=800",
            "s/colo/",
            "release/0.1.0/?v=1&packs=800",
        ] {
            page.visit(&format!("{}{link}", host.address()));
            page.wait_until_started();
            page.years();
            assert!(page.text("#finding").contains("used EV packs"));
            page.assert_quiet();
        }
        let policy = page
            .js("return fetch('.').then(answer => answer.headers.get('content-security-policy'))");
        let policy = policy.as_str().unwrap();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("'sha256-"),
            "{policy}"
        );
        // It can refuse: another script inside the document does not run.
        page.js("const script = document.createElement('script');
             script.textContent = 'window.intruder = true';
             document.head.append(script);");
        assert_eq!(
            page.js("return window.intruder ?? null"),
            serde_json::Value::Null
        );
    });
}

#[test]
fn a_frame_without_an_origin_works_in_somebody_elses_report() {
    let host = Host::start(&[]);
    let frame = format!(
        "<!doctype html><meta charset=utf-8><title>Report</title><link rel=icon href='data:,'>\
         <iframe width=600 height=400 sandbox='allow-scripts' src='{}?v=1&packs=800'></iframe>",
        host.address()
    );
    let report = Host::start(&[("report.html", &frame)]);
    browse(|page| {
        page.visit(&format!("{}report.html", report.address()));
        page.enter_frame("iframe");
        page.wait_until_started();
        assert!(page.text("#finding").contains("800 used EV packs"));
        assert_eq!(page.js("return window.origin"), "null");
        page.leave_frame();
        page.assert_quiet();
        assert!(
            host.requests()
                .iter()
                .any(|line| line.ends_with("_bg.wasm"))
        );
        assert!(report.requests().iter().all(|line| !line.contains("page-")));
    });
}
