package org.campanile.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineChartTest {
    @Test
    void textsAreEscapedAndTheAxisSaysWhatItCounts() {
        Map<String, List<ChartPoint>> lines = new LinkedHashMap<>();
        lines.put("<train>", List.of(new ChartPoint(0, 0), new ChartPoint(100, 50)));
        lines.put("test", List.of(new ChartPoint(0, 0), new ChartPoint(50, Double.NaN), new ChartPoint(100, 25)));

        String svg = new LineChart("a & b", "items (%)", lines, LineChart.Base.ZERO).svg();

        assertThat(svg)
                .contains("aria-label=\"a &amp; b by items (%)\"", ">items (%)</text>", "&lt;train&gt;")
                .doesNotContain("<train>");
        /* The plot is 62 to 466 wide and 234 to 34 high: from (0, 0) to (100, 50), with 60 on top of the axis. */
        assertThat(svg).contains("<path class=\"line0\" d=\"M62.0 234.0L466.0 67.3\"/>");
        assertThat(svg)
                .as("a gap, then a point by itself")
                .contains("<path class=\"line1\" d=\"M62.0 234.0M466.0 150.7\"/>");
    }
}
