package org.campanile.core.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.campanile.core.chart.Drawing.Anchor;
import org.campanile.core.chart.Drawing.Part;

/**
 * A line chart. As SVG its colours come from the page's style ({@link Html#page}), classes {@code line0} to {@code line3};
 * lines differ in dashes too. Drawn 480 units wide, so that its text is still legible at the width of a phone. Immutable.
 */
public final class LineChart {
    /** Lines that a chart can tell apart. */
    public static final int MOST_LINES = 4;

    private static final double WIDTH = 480;
    private static final double HEIGHT = 280;
    private static final double LEFT = 62;
    private static final double RIGHT = WIDTH - 14;
    private static final double TITLE_BASE = 20;
    private static final double UNDER_TITLE = 34;
    private static final double BOTTOM = HEIGHT - 46;
    private static final double LETTER = 8;
    private static final double DIGIT = 10;
    private static final double LEGEND_LEFT = 8;
    private static final double LEGEND_DASH = 26;
    private static final double LEGEND_ROW = 20;

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
    private final List<LegendEntry> legend;
    private final double top;

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
        legend = lines.size() == 1 ? List.of() : legend(lines.keySet());
        top = legend.isEmpty() ? UNDER_TITLE : legend.get(legend.size() - 1).base() + UNDER_TITLE - TITLE_BASE;
    }

    private Axis axis(ToDoubleFunction<ChartPoint> coordinate) {
        return Axis.spanning(lines.values().stream().flatMap(List::stream).mapToDouble(coordinate));
    }

    /**
     * The name of a line.
     *
     * @param left where its dash begins
     * @param base of its text
     */
    private record LegendEntry(String label, double left, double base) {}

    /** In rows below the title. */
    private static List<LegendEntry> legend(Set<String> labels) {
        List<LegendEntry> entries = new ArrayList<>();
        double left = LEGEND_LEFT;
        double base = TITLE_BASE + LEGEND_ROW;
        for (String label : labels) {
            double width = LEGEND_DASH + LETTER * (label.length() + 2);
            if (left > LEGEND_LEFT && left + width > RIGHT) {
                left = LEGEND_LEFT;
                base += LEGEND_ROW;
            }
            entries.add(new LegendEntry(label, left, base));
            left += width;
        }
        return entries;
    }

    public String title() {
        return title;
    }

    /** The element {@code svg}, every text escaped. */
    public String svg() {
        SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT, title + " by " + across);
        draw(svg);
        return svg.element();
    }

    /**
     * The bytes of a PNG file, 960 pixels wide.
     *
     * @throws LinkageError or {@link InternalError} when this Java has no graphics or no fonts
     */
    public byte[] png() {
        try (ImageDrawing image = new ImageDrawing(WIDTH, HEIGHT)) {
            draw(image);
            return image.png();
        }
    }

    private void draw(Drawing drawing) {
        drawing.text(LEGEND_LEFT, TITLE_BASE, Anchor.START, title);
        drawing.text((LEFT + RIGHT) / 2, HEIGHT - 8, Anchor.MIDDLE, across);
        verticalAxis(drawing);
        horizontalAxis(drawing);
        curves(drawing);
        names(drawing);
    }

    private void verticalAxis(Drawing drawing) {
        for (double tick : y.ticks()) {
            double height = vertical(tick);
            drawing.segment(Part.GRID, LEFT, height, RIGHT, height);
            drawing.text(LEFT - 6, height + 5, Anchor.END, Numbers.tick(tick));
        }
    }

    private void horizontalAxis(Drawing drawing) {
        drawing.segment(Part.AXIS, LEFT, BOTTOM, RIGHT, BOTTOM);
        for (double tick : x.ticks()) {
            double place = horizontal(tick);
            drawing.segment(Part.AXIS, place, BOTTOM, place, BOTTOM + 5);
            String text = Numbers.tick(tick);
            double middle = Math.min(place, WIDTH - DIGIT * text.length() / 2);
            drawing.text(middle, BOTTOM + 20, Anchor.MIDDLE, text);
        }
    }

    private void curves(Drawing drawing) {
        int number = 0;
        for (List<ChartPoint> line : lines.values()) {
            drawing.curve(number++, line.stream().map(this::place).toList());
        }
    }

    private void names(Drawing drawing) {
        int number = 0;
        for (LegendEntry entry : legend) {
            double height = entry.base() - 5;
            double dash = entry.left() + LEGEND_DASH;
            drawing.curve(number++, List.of(new ChartPoint(entry.left(), height), new ChartPoint(dash, height)));
            drawing.text(dash + LETTER / 2, entry.base(), Anchor.START, entry.label());
        }
    }

    private ChartPoint place(ChartPoint point) {
        return new ChartPoint(horizontal(point.x()), vertical(point.y()));
    }

    private double horizontal(double step) {
        return LEFT + (RIGHT - LEFT) * x.position(step);
    }

    private double vertical(double value) {
        return BOTTOM - (BOTTOM - top) * y.position(value);
    }
}
