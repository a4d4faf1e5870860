/// The style of a report's page: light and dark, by the system's word or by a key.
enum ReportStyle {
    static let text = #"""
        :root{--bg:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#5d6878;--line:#e1e5eb;--accent:#2f6fde;--hover:#eef2f8;
        --o:#8cc9a8;--c:#dd8f0a;--f:#d6333f;--s:#9aa6b5;--u:#9b4fd0;--i:#c7759b;--n:#eceff3;
        --wire:#4f8ae0;--wait:#b3bdca;--module:#33a57c;--template:#e0a341;--add:#e3f5e8;--del:#fde7e8;color-scheme:light}
        :root[data-theme=dark]{--bg:#12161c;--card:#1a2029;--ink:#e4e9f0;--soft:#93a0b2;--line:#2b3441;--accent:#76a7ff;
        --hover:#232b37;--o:#2f6f52;--c:#dba23a;--f:#ee5f67;--s:#566273;--u:#b57be4;--i:#cf86a8;--n:#222a35;
        --wire:#5b93e6;--wait:#4e5a6b;--module:#3aa981;--template:#d9a04a;--add:#173324;--del:#3b1d22;color-scheme:dark}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;
        font-variant-numeric:tabular-nums}
        header{position:sticky;top:0;z-index:3;background:var(--card);border-bottom:1px solid var(--line);
        padding:12px 24px 0}
        main{padding:20px 24px 60px;max-width:1680px;margin:auto}
        h1{font-size:18px;margin:0;font-weight:650;overflow-wrap:anywhere}
        h2{font-size:13px;margin:0 0 10px;font-weight:600;color:var(--soft);letter-spacing:.02em}
        .bar{display:flex;gap:12px;align-items:center;flex-wrap:wrap}
        .grow{flex:1}
        .meta{color:var(--soft)}
        .badge{color:#fff;border-radius:20px;padding:2px 12px;font-weight:600;font-size:13px}
        nav{display:flex;gap:2px;margin-top:10px;flex-wrap:wrap;align-items:flex-end}
        nav button{border:0;background:none;color:var(--soft);padding:8px 12px;border-bottom:2px solid transparent;
        font:inherit;cursor:pointer}
        nav button[aria-selected=true]{color:var(--ink);border-color:var(--accent);font-weight:600}
        nav button:hover{color:var(--ink)}
        kbd{font:11px ui-monospace,monospace;border:1px solid var(--line);border-radius:4px;padding:0 4px;
        color:var(--soft);background:var(--bg)}
        input[type=search]{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:8px;
        padding:6px 12px;width:260px;margin-bottom:6px}
        :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
        .chip{font:inherit;font-size:13px;border:1px solid var(--line);background:var(--card);color:inherit;
        border-radius:20px;padding:2px 10px;cursor:pointer;display:inline-flex;gap:6px;align-items:center}
        .chip[aria-pressed=true]{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
        .dot{width:9px;height:9px;border-radius:50%;display:inline-block;flex:none}
        .card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px;margin-bottom:16px;
        min-width:0}
        .cols{display:grid;grid-template-columns:repeat(auto-fit,minmax(460px,1fr));gap:16px;align-items:start}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:12px;margin-bottom:16px}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:12px 16px}
        .tile b{display:block;font-size:24px;font-weight:650;line-height:1.2}
        .tile span{color:var(--soft);font-size:13px}
        .stack{display:flex;height:14px;border-radius:7px;overflow:hidden;background:var(--n)}
        .stack i{display:block;height:100%}
        .fail{border-left:4px solid var(--f)}
        pre{margin:8px 0 0;padding:12px 14px;background:var(--bg);border-radius:8px;overflow:auto;max-height:420px;
        font:12.5px/1.5 ui-monospace,"SFMono-Regular",Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        pre .a{background:var(--add);display:block}pre .r{background:var(--del);display:block}
        pre .m{color:var(--soft);display:block}pre .x{display:block}
        table{border-collapse:collapse;width:100%}
        th{font-weight:600;text-align:left;color:var(--soft);font-size:12px}
        td,th{padding:5px 8px;border-bottom:1px solid var(--line);vertical-align:middle}
        tr:last-child td{border-bottom:0}
        td.num,th.num{text-align:right;white-space:nowrap}
        tr.go{cursor:pointer}tr.go:hover td{background:var(--hover)}
        td.name{max-width:420px;overflow-wrap:anywhere}
        .zero{color:var(--soft);opacity:.45}
        .path{color:var(--soft);font-size:12px;overflow-wrap:anywhere}
        .legend{display:flex;gap:14px;flex-wrap:wrap;color:var(--soft);font-size:12.5px;margin-bottom:8px}
        .legend span{display:inline-flex;gap:6px;align-items:center}
        .view{position:relative;overflow:auto;border-radius:8px}
        .view canvas{position:sticky;top:0;left:0;display:block}
        .split{display:grid;grid-template-columns:minmax(180px,280px) 1fr;gap:16px;align-items:start}
        .list{max-height:calc(100vh - 200px);overflow:auto;padding:6px}
        .list button{display:flex;gap:8px;align-items:center;width:100%;border:0;background:none;color:inherit;font:inherit;
        padding:4px 8px;border-radius:6px;cursor:pointer;text-align:left;overflow-wrap:anywhere}
        .list button:hover,.list button[aria-current=true]{background:var(--hover)}
        details{border-bottom:1px solid var(--line);padding:6px 0}details:last-child{border:0}
        .kind{margin:8px 0 12px 18px;overflow-wrap:anywhere}
        summary{cursor:pointer;padding:2px 0}
        #tip{position:fixed;z-index:9;pointer-events:none;background:var(--ink);color:var(--bg);padding:6px 10px;
        border-radius:8px;font-size:12.5px;max-width:420px;overflow-wrap:anywhere}
        dialog{border:1px solid var(--line);border-radius:12px;background:var(--card);color:inherit;padding:20px 26px}
        dialog::backdrop{background:#0006}
        dialog td{border:0;padding:3px 10px}
        @media (max-width:720px){main,header{padding-left:12px;padding-right:12px}.split{grid-template-columns:1fr}
        .cols{grid-template-columns:1fr}input[type=search]{width:100%}}
        @media print{header{position:static}.view{height:auto}}
        """#
}
