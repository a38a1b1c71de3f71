package org.campanile.examples.benchmarks;

import java.util.List;
import org.campanile.core.CampanileException;

/** A page whose part between two markers is written by a program. */
final class MarkedPage {
    static final String BEGIN = "<!-- results: written by examples/benchmarks/run --write -->";
    static final String END = "<!-- end of results -->";

    private MarkedPage() {}

    /**
     * The page with these lines between its markers.
     *
     * @throws CampanileException when the page lacks a marker
     */
    static String replace(String page, List<String> lines) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new CampanileException("The page has no place for results: it needs the lines " + BEGIN + " and "
                    + END + " in this order.");
        }
        return page.substring(0, begin + BEGIN.length())
                + "\n\n"
                + String.join("\n", lines)
                + "\n\n"
                + page.substring(end);
    }
}
