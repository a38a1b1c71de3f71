package org.campanile.core.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of an HTML page. Every text is escaped here. */
public final class Html {
    private Html() {}

    /**
     * A whole page that needs nothing but itself, legible on screens of all sizes, light and dark.
     *
     * @param title text
     * @param body  HTML
     */
    public static String page(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(escape(title), STYLE, body);
    }

    /** The text with the characters that mean something in HTML escaped. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A table of names and texts; nothing when there are none. */
    public static String facts(Map<String, String> facts) {
        if (facts.isEmpty()) {
            return "";
        }
        return facts.entrySet().stream()
                .map(fact -> "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                        .formatted(escape(fact.getKey()), escape(fact.getValue())))
                .collect(Collectors.joining("", "<div class=\"scroll\"><table>\n", "</table></div>\n"));
    }

    /** A list of texts; nothing when there are none. */
    public static String list(List<String> texts) {
        if (texts.isEmpty()) {
            return "";
        }
        return texts.stream()
                .map(text -> "<li>%s</li>\n".formatted(escape(text)))
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    /** A table of numbers: a name, then one cell a column. */
    public static String numbers(List<String> columns, Map<String, List<String>> rows) {
        String head = columns.stream()
                .map(column -> "<th scope=\"col\">%s</th>".formatted(escape(column)))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
        return rows.entrySet().stream()
                .map(row -> "<tr><th scope=\"row\">%s</th>%s</tr>\n"
                        .formatted(
                                escape(row.getKey()),
                                row.getValue().stream()
                                        .map(cell -> "<td class=\"number\">%s</td>".formatted(escape(cell)))
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining(
                        "", "<div class=\"scroll\"><table class=\"numbers\">\n" + head, "</table></div>\n"));
    }

    /** A section with a heading; nothing without a body. */
    public static String section(String title, String body) {
        return body.isEmpty() ? "" : "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(escape(title), body);
    }

    /** A section that is closed until asked for. */
    public static String details(String title, String body) {
        return body.isEmpty() ? "" : "<details>\n<summary>%s</summary>\n%s</details>\n".formatted(escape(title), body);
    }

    /** Okabe and Ito's colours, which people of all kinds of colour vision tell apart. */
    private static final String STYLE = """
            :root { color-scheme: light dark; --blue: #0072b2; --red: #d55e00; --green: #009e73; --pink: #cc79a7;
              --faint: #8884; --text: #222; --page: #fff; }
            @media (prefers-color-scheme: dark) {
              :root { --blue: #56b4e9; --text: #ddd; --page: #1b1b1b; }
            }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
              max-width: 1020px; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
            h2, summary { font-size: 1.15rem; font-weight: 600; margin: 1.5rem 0 .5rem; }
            .status { font-size: .9rem; font-weight: 600; padding: .15em .6em; border-radius: 1em; border: 2px solid; }
            .finished { color: var(--green); }
            .failed, .killed { color: var(--red); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0;
              border-bottom: 1px solid var(--faint); }
            th[scope=row] { font-weight: normal; opacity: .8; }
            td { overflow-wrap: anywhere; }
            .number, .numbers th + th { text-align: right; font-variant-numeric: tabular-nums; }
            .numbers th, .numbers td { white-space: nowrap; }
            pre { overflow-x: auto; padding: .6rem; background: var(--faint); border-radius: .3rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 1rem; }
            svg { width: 100%; max-width: 640px; }
            svg text { font: 14px system-ui, sans-serif; fill: currentColor; }
            svg path { fill: none; }
            .grid { stroke: var(--faint); }
            .axis { stroke: currentColor; }
            .line0, .line1, .line2, .line3 { stroke-width: 2; stroke-linejoin: round; }
            .line0 { stroke: var(--blue); }
            .line1 { stroke: var(--red); stroke-dasharray: 7 3; }
            .line2 { stroke: var(--green); stroke-dasharray: 2 3; }
            .line3 { stroke: var(--pink); stroke-dasharray: 9 3 2 3; }
            """;
}
