package org.campanile.core.chart;

import java.util.List;

/** What a chart is drawn on, in units of its own size; heights count downwards. */
interface Drawing {
    /** What a straight line belongs to. */
    enum Part {
        GRID,
        AXIS
    }

    /** Which point of a text its place is that of. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void segment(Part part, double fromX, double fromY, double toX, double toY);

    /**
     * The line of one of the values that are drawn.
     *
     * @param number which of them, from 0
     * @param points where it goes; a height that is not finite leaves a gap
     */
    void curve(int number, List<ChartPoint> points);

    void text(double x, double base, Anchor anchor, String text);
}
