package org.campanile.core.tracking;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.campanile.core.tracking.MetricCurve.Point;

/**
 * A line chart over training steps, as SVG. Colours come from the page's style, classes {@code line0} to {@code line3};
 * lines differ in dashes too. Drawn 480 units wide, so that its text is still legible at the width of a phone.
 */
final class LineChart {
    static final int MOST_LINES = 4;

    private static final double WIDTH = 480;
    private static final double HEIGHT = 280;
    private static final double LEFT = 62;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 46;
    private static final double LETTER = 8;
    private static final double LEGEND_DASH = 26;

    /** Where the vertical axis begins. */
    enum Base {
        /** At zero: for amounts, whose ups and downs would look larger than they are. */
        ZERO,
        NEAR_THE_SMALLEST_VALUE
    }

    private final String title;
    private final Map<String, List<Point>> lines;
    private final Axis x;
    private final Axis y;
    private final StringBuilder svg = new StringBuilder();

    /** @param lines what to draw, by label: at least one line that is drawable, {@link #MOST_LINES} at most */
    LineChart(String title, Map<String, List<Point>> lines, Base base) {
        this.title = title;
        this.lines = lines;
        x = axis(Point::step);
        Axis values = axis(Point::value);
        y = base == Base.ZERO ? values.fromZero() : values.rounded();
    }

    private Axis axis(ToDoubleFunction<Point> coordinate) {
        return Axis.spanning(lines.values().stream().flatMap(List::stream).mapToDouble(coordinate));
    }

    String svg() {
        svg.setLength(0);
        add(
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s by step\">",
                WIDTH, HEIGHT, Html.escape(title));
        text(LEFT, 20, "start", title);
        text((LEFT + RIGHT) / 2, HEIGHT - 8, "middle", "step");
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
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
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
    private String path(List<Point> line) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Point point : line) {
            boolean finite = Double.isFinite(point.value());
            if (finite) {
                String move = drawing ? "L" : "M";
                path.append(format("%s%.1f %.1f", move, horizontal(point.step()), vertical(point.value())));
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
