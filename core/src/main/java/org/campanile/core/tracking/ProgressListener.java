package org.campanile.core.tracking;

import java.util.List;
import java.util.Map;

/** Hears how far a long piece of work has come; safe for use by several threads. */
public interface ProgressListener {
    /** The fact that tells the units of work known so far, in a phase whose total is unknown because work is found on the way. */
    String PLANNED = "planned";

    /** A listener that does nothing. */
    ProgressListener SILENT = new ProgressListener() {
        @Override
        public void begin(String phase, long total) {}

        @Override
        public void advance(long done, Map<String, Double> facts) {}

        @Override
        public void end() {}
    };

    /**
     * What a person should know before the next phase, such as the plan of the tables.
     *
     * @param lines of at most 79 characters
     */
    default void announce(List<String> lines) {}

    /**
     * A phase begins, such as {@code training}.
     *
     * @param total units of work in the phase; 0 when unknown
     */
    void begin(String phase, long total);

    /**
     * The phase has come this far.
     *
     * @param done  units done since {@link #begin}
     * @param facts values worth showing, such as {@code loss}, {@code epoch} or {@code samples_per_second}, and {@link #PLANNED}
     */
    void advance(long done, Map<String, Double> facts);

    /** The phase has ended, with or without success. */
    void end();
}
