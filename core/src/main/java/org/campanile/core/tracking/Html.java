package org.campanile.core.tracking;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of an HTML page. Every text is escaped here. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A table of names and texts; nothing when there are none. */
    static String facts(Map<String, String> facts) {
        if (facts.isEmpty()) {
            return "";
        }
        return facts.entrySet().stream()
                .map(fact -> "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                        .formatted(escape(fact.getKey()), escape(fact.getValue())))
                .collect(Collectors.joining("", "<div class=\"scroll\"><table>\n", "</table></div>\n"));
    }

    /** A table of numbers: a name, then one cell a column. */
    static String numbers(List<String> columns, Map<String, List<String>> rows) {
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
                .collect(Collectors.joining("", "<div class=\"scroll\"><table>\n" + head, "</table></div>\n"));
    }

    static String section(String title, String body) {
        return body.isEmpty() ? "" : "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(escape(title), body);
    }

    /** A section that is closed until asked for. */
    static String details(String title, String body) {
        return body.isEmpty() ? "" : "<details>\n<summary>%s</summary>\n%s</details>\n".formatted(escape(title), body);
    }
}
