package org.campanile.core.chart;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A line chart as SVG. Colours come from the page's style ({@link Html#page}), classes {@code line0} to {@code line3};
 * lines differ in dashes too. Drawn 480 units wide, so that its text is still legible at the width of a phone. For one
 * thread.
 */
public final class LineChart {
    /** Lines that a chart can tell apart. */
    public static final int MOST_LINES = 4;

    private static final double WIDTH = 480;
    private static final double HEIGHT = 280;
    private static final double LEFT = 62;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 46;
    private static final double LETTER = 8;
    private static final double LEGEND_DASH = 26;

    /** Where the vertical axis begins. */
    public enum Base {
        /** At zero: for amounts, whose ups and downs would look larger than they are. */
        ZERO,
        /** Near the smallest value: for measures whose changes matter. */
        NEAR_THE_SMALLEST_VALUE
    }

    private final String title;
    private final String across;
    private final Map<String, List<ChartPoint>> lines;
    private final Axis x;
    private final Axis y;
    private final StringBuilder svg = new StringBuilder();

    /**
     * A chart to draw.
     *
     * @param across what the horizontal axis counts, such as {@code step}
     * @param lines  what to draw, by label: at least one line that is drawable, {@link #MOST_LINES} at most
     */
    public LineChart(String title, String across, Map<String, List<ChartPoint>> lines, Base base) {
        this.title = title;
        this.across = across;
        this.lines = lines;
        x = axis(ChartPoint::x);
        Axis values = axis(ChartPoint::y);
        y = base == Base.ZERO ? values.fromZero() : values.rounded();
    }

    private Axis axis(ToDoubleFunction<ChartPoint> coordinate) {
        return Axis.spanning(lines.values().stream().flatMap(List::stream).mapToDouble(coordinate));
    }

    /** The element {@code svg}, every text escaped. */
    public String svg() {
        svg.setLength(0);
        add(
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s by %s\">",
                WIDTH, HEIGHT, Html.escape(title), Html.escape(across));
        text(LEFT, 20, "start", title);
        text((LEFT + RIGHT) / 2, HEIGHT - 8, "middle", across);
        verticalAxis();
        horizontalAxis();
        curves();
        add("</svg>");
        return svg.toString();
    }

    private void verticalAxis() {
        for (double tick : y.ticks()) {
            double height = vertical(tick);
            add("<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, height, RIGHT);
            text(LEFT - 6, height + 5, "end", Numbers.tick(tick));
        }
    }

    private void horizontalAxis() {
        add("<path class=\"axis\" d=\"M%.1f %.1fH%.1f\"/>", LEFT, BOTTOM, RIGHT);
        for (double tick : x.ticks()) {
            add("<path class=\"axis\" d=\"M%.1f %.1fv5\"/>", horizontal(tick), BOTTOM);
            text(horizontal(tick), BOTTOM + 20, "middle", Numbers.tick(tick));
        }
    }

    private void curves() {
        int number = 0;
        double end = RIGHT;
        for (Map.Entry<String, List<ChartPoint>> line : lines.entrySet()) {
            add("<path class=\"line%d\" d=\"%s\"/>", number, path(line.getValue()));
            if (lines.size() > 1) {
                text(end, 20, "end", line.getKey());
                double dash = end - LETTER * line.getKey().length() - LEGEND_DASH;
                add("<path class=\"line%d\" d=\"M%.1f 15h%.1f\"/>", number, dash - 4, LEGEND_DASH);
                end = dash - 2 * LETTER;
            }
            number++;
        }
    }

    /** Values that are not finite leave a gap. */
    private String path(List<ChartPoint> line) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (ChartPoint point : line) {
            boolean finite = Double.isFinite(point.y());
            if (finite) {
                String move = drawing ? "L" : "M";
                path.append(format("%s%.1f %.1f", move, horizontal(point.x()), vertical(point.y())));
            }
            drawing = finite;
        }
        return path.toString();
    }

    private double horizontal(double step) {
        return LEFT + (RIGHT - LEFT) * x.position(step);
    }

    private double vertical(double value) {
        return BOTTOM - (BOTTOM - TOP) * y.position(value);
    }

    private void text(double left, double base, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", left, base, anchor, Html.escape(text));
    }

    private void add(String element, Object... values) {
        svg.append(format(element, values)).append('\n');
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
