package org.campanile.core.chart;

/** A point of a line; a value that is not finite leaves a gap. */
public record ChartPoint(double x, double y) {}
