namespace FlinkReady.EndToEnd.Tests.Pages;

/// <summary>What is asked of a page in the browser. The pages have no script of their own: these run from outside, as developer tools do.</summary>
internal static class PageScripts
{
    /// <summary>Texts with a contrast below 4.5 to what is behind them (WCAG 2.2, 1.4.3), each kind once.</summary>
    public const string LowContrasts =
        """
        (() => {
          const parse = text => { const m = text.match(/rgba?\(([^)]+)\)/); if (!m) return null; const p = m[1].split(/[ ,\/]+/).map(Number); return { c: p.slice(0, 3), a: p.length > 3 ? p[3] : 1 }; };
          const light = c => { const f = c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
          const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
          const behind = element => {
            if (element.closest('svg.job')) { const box = element.closest('a')?.querySelector('rect'); if (box) return parse(getComputedStyle(box).fill).c; }
            for (let e = element; e; e = e.parentElement) { const b = parse(getComputedStyle(e).backgroundColor); if (b && b.a === 1) return b.c; }
            return [255, 255, 255];
          };
          const found = new Map();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('title')) continue;
            const style = getComputedStyle(element);
            const ink = parse(element instanceof SVGElement ? style.fill : style.color);
            if (!ink) continue;
            const value = ratio(ink.c, behind(element));
            if (value < 4.5) found.set(element.tagName + '.' + (element.className.baseVal ?? element.className), value.toFixed(2));
          }
          return [...found].map(([what, value]) => what + ' ' + value);
        })()
        """;

    /// <summary>How far the page is wider than its window, pixels.</summary>
    public const string TooWide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /// <summary>What has the focus: the address of a link, else the element's name.</summary>
    public const string Focused = "(() => { const e = document.activeElement; return (e instanceof SVGElement ? e.getAttribute('href') : e.getAttribute?.('href')) ?? e.tagName; })()";

    /// <summary>The addresses of the links in the graph.</summary>
    public const string GraphLinks = "[...document.querySelectorAll('svg.job a')].map(a => a.getAttribute('href'))";

    /// <summary>How many elements that hold evidence can't be seen.</summary>
    public const string FoldedEvidence = "[...document.querySelectorAll('details table')].filter(table => !table.checkVisibility({ contentVisibilityAuto: true }) || table.getBoundingClientRect().height === 0).length";

    /// <summary>How many elements hold evidence.</summary>
    public const string Evidence = "document.querySelectorAll('details table').length";

    /// <summary>How many links to other pages can be seen at the top.</summary>
    public const string VisibleNavigation = "[...document.querySelectorAll('nav a')].filter(a => a.checkVisibility()).length";
}
