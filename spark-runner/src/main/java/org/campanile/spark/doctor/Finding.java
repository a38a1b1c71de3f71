package org.campanile.spark.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.campanile.spark.TextWrap;

/**
 * What one check found.
 *
 * @param subject what was looked at, in a word or two
 * @param found   what was found
 * @param mend    what to do; empty when all is well
 */
record Finding(State state, String subject, String found, String mend) {
    enum State {
        FINE,
        NOTE,
        FAULT
    }

    static Finding fine(String subject, String found) {
        return new Finding(State.FINE, subject, found, "");
    }

    /** Something that works, but could be better. */
    static Finding note(String subject, String found, String mend) {
        return new Finding(State.NOTE, subject, found, mend);
    }

    /** Something that stops training. */
    static Finding fault(String subject, String found, String mend) {
        return new Finding(State.FAULT, subject, found, mend);
    }

    /** The same, said of some executors. */
    Finding foundOn(String executors) {
        return new Finding(state, subject, executors + ": " + found, mend);
    }

    boolean stopsTraining() {
        return state == State.FAULT;
    }

    /** The finding for a terminal of 80 columns. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> text = TextWrap.lines(found + (mend.isEmpty() ? "" : ". " + mend), 54);
        for (int i = 0; i < text.size(); i++) {
            lines.add(
                    i == 0
                            ? "%-6s %-16s %s".formatted(state.name().toLowerCase(Locale.ROOT), subject, text.get(i))
                            : " ".repeat(24) + text.get(i));
        }
        return lines;
    }
}
