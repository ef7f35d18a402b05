/// What a report looks like: one style sheet for paper in daylight and for a screen at night.
enum ReportStyle {
    static let css = """
        :root{color-scheme:light dark;--paper:#fcfcfb;--card:#fff;--ink:#1a1a19;--soft:#5c5b57;--line:#e4e3df;--axis:#b9b8b2;
        --good:#0a7a3d;--bad:#c62f2e;--c1:#2a78d6;--c2:#d9541e;--c3:#12946a;--c4:#b57a00;--c5:#d2568a;--c6:#5a48c0;
        --c7:#0f8ea3;--c8:#7c7a74}
        @media(prefers-color-scheme:dark){:root{--paper:#161615;--card:#1f1f1d;--ink:#f3f2ee;--soft:#b3b1aa;--line:#33322f;
        --axis:#5c5b57;--good:#3fbf7f;--bad:#ff7a72;--c1:#5b9df0;--c2:#f0824e;--c3:#34bd8e;--c4:#dca52f;--c5:#ee82ad;
        --c6:#a195f2;--c7:#46bfd2;--c8:#a3a19a}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans KR",sans-serif}
        main{max-width:1120px;margin:0 auto;padding:32px 24px 48px}
        h1{font-size:26px;line-height:1.2;margin:0 0 4px}h2{font-size:17px;margin:36px 0 12px}
        p{margin:0 0 8px}.soft{color:var(--soft)}.mono{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:13px}
        .verdict{display:inline-block;margin:14px 0 2px;padding:3px 12px;border-radius:14px;font-weight:600;color:#fff;
        background:var(--good)}.verdict.bad{background:var(--bad)}
        @media(prefers-color-scheme:dark){.verdict{color:#111}}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0 0}
        .tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 14px}
        .tile b{display:block;font-size:24px;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
        .tile span{color:var(--soft);font-size:13px}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:16px}
        figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 14px 6px;
        break-inside:avoid}
        figcaption{font-weight:600;margin-bottom:4px}figcaption span{font-weight:400;color:var(--soft);margin-left:4px}
        .names{display:flex;flex-wrap:wrap;gap:2px 16px;color:var(--soft);font-size:13px;margin-bottom:4px}
        .names i{display:inline-block;width:14px;height:3px;border-radius:2px;margin-right:6px;vertical-align:middle}
        svg{display:block;width:100%;height:auto}svg text{font-size:13px;fill:var(--soft);font-variant-numeric:tabular-nums}
        .end{text-anchor:end}.middle{text-anchor:middle}svg text.name{fill:var(--ink)}
        .grid{stroke:var(--line);fill:none}.axis{stroke:var(--axis);fill:none}
        .limit{stroke:var(--bad);stroke-dasharray:5 4;fill:none}
        svg text.limit{fill:var(--bad);stroke:var(--card);stroke-width:4px;stroke-dasharray:none;paint-order:stroke}
        .line{fill:none;stroke-width:2;stroke-linejoin:round}.area{opacity:.14;stroke:none}
        .s1{stroke:var(--c1)}.s2{stroke:var(--c2)}.s3{stroke:var(--c3)}.s4{stroke:var(--c4)}.s5{stroke:var(--c5)}
        .s6{stroke:var(--c6)}.s7{stroke:var(--c7)}.s8{stroke:var(--c8)}
        .c1{background:var(--c1);fill:var(--c1)}.c2{background:var(--c2);fill:var(--c2)}.c3{background:var(--c3);fill:var(--c3)}
        .c4{background:var(--c4);fill:var(--c4)}.c5{background:var(--c5);fill:var(--c5)}.c6{background:var(--c6);fill:var(--c6)}
        .c7{background:var(--c7);fill:var(--c7)}.c8{background:var(--c8);fill:var(--c8)}
        .f1{fill:var(--c1)}.f2{fill:var(--c2)}.f3{fill:var(--c3)}.f4{fill:var(--c4)}.f5{fill:var(--c5)}.f6{fill:var(--c6)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{padding:5px 12px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
        th:first-child{text-align:left;padding-left:0}td:last-child,th:last-child{padding-right:0}thead th{color:var(--soft);font-weight:500;font-size:13px}
        tbody th{font-weight:500}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);
        border:1px solid var(--line);border-radius:10px;padding:12px}
        ul{margin:0;padding-left:20px}@media print{body{background:#fff}main{padding:0}}
        """
}
