package org.campanile.core.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.campanile.core.tracking.ProgressListener;
import picocli.CommandLine.Help.Ansi;

/**
 * Progress for people: a bar that is redrawn in place on a terminal, plain lines at most every 30 seconds elsewhere.
 * Lines are at most 79 characters. Guards its own state.
 */
public final class TerminalProgress implements ProgressListener {
    private static final int WIDTH = 79;
    private static final int BAR = 10;
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 30_000_000_000L;

    private final PrintWriter out;
    private final boolean isTerminal;
    private final LongSupplier clock;
    private String phase = "";
    private long total;
    private long begin;
    private long shown;
    private String latest = "";

    TerminalProgress(PrintWriter out, boolean isTerminal, LongSupplier clock) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.clock = clock;
    }

    /** Progress on the terminal of this process, if it has one, otherwise lines. */
    public static TerminalProgress on(PrintWriter out) {
        return new TerminalProgress(out, Ansi.AUTO.enabled(), System::nanoTime);
    }

    @Override
    public synchronized void announce(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    @Override
    public synchronized void begin(String newPhase, long units) {
        phase = newPhase;
        total = units;
        begin = clock.getAsLong();
        shown = begin;
        latest = "";
        if (isTerminal) {
            draw(line(0, Map.of()));
        } else {
            out.println(phase + "...");
        }
    }

    @Override
    public synchronized void advance(long done, Map<String, Double> facts) {
        latest = line(done, facts);
        long now = clock.getAsLong();
        if (now - shown >= (isTerminal ? REDRAW_NANOS : LINE_NANOS)) {
            shown = now;
            draw(latest);
        }
    }

    @Override
    public synchronized void end() {
        if (!latest.isEmpty()) {
            draw(latest);
        }
        if (isTerminal) {
            out.println();
        }
        latest = "";
    }

    private void draw(String line) {
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** The line with the bar, or without where there is no room for it. */
    private String line(long done, Map<String, Double> facts) {
        String line = line(isTerminal ? bar(done, known(facts)) : "", done, facts);
        if (line.length() > WIDTH) {
            line = line("", done, facts);
        }
        return line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    }

    private String line(String bar, long done, Map<String, Double> facts) {
        List<String> parts = new ArrayList<>();
        parts.add(phase + " " + bar + percent(done, known(facts)));
        add(parts, facts, "epoch", "epoch %.0f");
        add(parts, facts, "loss", "loss %.4f");
        add(parts, facts, "samples_per_second", "%,.0f samples/s");
        parts.add(timeLeft(done));
        return String.join("  ", parts).stripTrailing();
    }

    private static void add(List<String> parts, Map<String, Double> facts, String name, String format) {
        Double value = facts.get(name);
        if (value != null) {
            parts.add(String.format(Locale.ROOT, format, value));
        }
    }

    /** Units of the phase, of one that finds its work as it goes those that are known by now; 0 when none are. */
    private long known(Map<String, Double> facts) {
        return total > 0 ? total : facts.getOrDefault(PLANNED, 0.0).longValue();
    }

    private static String bar(long done, long units) {
        if (units == 0) {
            return "";
        }
        int filled = (int) Math.min(BAR, BAR * done / units);
        return "[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] ";
    }

    private static String percent(long done, long units) {
        return units == 0 ? "" : Math.min(100, 100 * done / units) + " %";
    }

    private String timeLeft(long done) {
        if (total == 0 || done == 0) {
            return "";
        }
        long seconds = (long) ((clock.getAsLong() - begin) / 1e9);
        return done >= total
                ? "took " + time(seconds)
                : time((long) (seconds * ((double) (total - done) / done))) + " left";
    }

    private static String time(long seconds) {
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
