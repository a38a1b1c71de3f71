package org.campanile.core.chart;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a line chart shows, as data.
 *
 * @param title  what is drawn
 * @param across what the horizontal axis counts
 * @param lines  the points of each line by its label, in a fixed order; at most {@link LineChart#MOST_LINES}
 */
public record Chart(String title, String across, Map<String, List<ChartPoint>> lines) {
    public Chart {
        Map<String, List<ChartPoint>> copy = new LinkedHashMap<>(lines);
        copy.replaceAll((label, points) -> List.copyOf(points));
        lines = Collections.unmodifiableMap(copy);
    }

    /** Whether there is a line to draw: at least two points, one of them finite. */
    @JsonIgnore
    public boolean isDrawable() {
        return lines.values().stream()
                .anyMatch(line -> line.size() > 1 && line.stream().anyMatch(point -> Double.isFinite(point.y())));
    }
}
