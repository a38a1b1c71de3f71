package org.campanile.core.chart;

import java.util.List;
import java.util.Locale;

/** Draws an {@code svg} element, whose colours come from the page's style. For one thread. */
final class SvgDrawing implements Drawing {
    private final StringBuilder svg = new StringBuilder();

    /** @param label what people hear who do not see the chart */
    SvgDrawing(double width, double height, String label) {
        add("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">", width, height, Html.escape(label));
    }

    /** The element, every text escaped. */
    String element() {
        return svg + "</svg>\n";
    }

    @Override
    public void segment(Part part, double fromX, double fromY, double toX, double toY) {
        String name = part.name().toLowerCase(Locale.ROOT);
        add("<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>", name, fromX, fromY, toX, toY);
    }

    @Override
    public void curve(int number, List<ChartPoint> points) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (ChartPoint point : points) {
            boolean finite = Double.isFinite(point.y());
            if (finite) {
                path.append(format("%s%.1f %.1f", drawing ? "L" : "M", point.x(), point.y()));
            }
            drawing = finite;
        }
        add("<path class=\"line%d\" d=\"%s\"/>", number, path);
    }

    @Override
    public void text(double x, double base, Anchor anchor, String text) {
        String name = anchor.name().toLowerCase(Locale.ROOT);
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, base, name, Html.escape(text));
    }

    private void add(String element, Object... values) {
        svg.append(format(element, values)).append('\n');
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
