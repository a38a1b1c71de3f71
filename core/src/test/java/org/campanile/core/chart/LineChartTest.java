package org.campanile.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
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
        /* The plot is 62 to 466 wide and 234 to 54 high: from (0, 0) to (100, 50), with 60 on top of the axis. */
        assertThat(svg).contains("<path class=\"line0\" d=\"M62.0 234.0L466.0 84.0\"/>");
        assertThat(svg)
                .as("a gap, then a point by itself")
                .contains("<path class=\"line1\" d=\"M62.0 234.0M466.0 159.0\"/>");
    }

    @Test
    void namesOfLinesStandBelowTheTitleInAsManyRowsAsTheyNeed() {
        Map<String, List<ChartPoint>> lines = new LinkedHashMap<>();
        for (String name : List.of("model", "a baseline with a long name", "another", "one that needs a row")) {
            lines.put(name, List.of(new ChartPoint(0, 0), new ChartPoint(100, 60)));
        }

        String svg = new LineChart("title", "k", lines, LineChart.Base.ZERO).svg();

        /* A name takes 26 + 8 * (letters + 2): 82, 258 and 98 up to 446 of 466; so the fourth begins a row of its own. */
        assertThat(svg)
                .contains("<text x=\"8.0\" y=\"20.0\" text-anchor=\"start\">title<")
                .contains("<text x=\"38.0\" y=\"40.0\" text-anchor=\"start\">model<")
                .contains("<text x=\"120.0\" y=\"40.0\" text-anchor=\"start\">a baseline with a long name<")
                .contains("<text x=\"378.0\" y=\"40.0\" text-anchor=\"start\">another<")
                .contains("<text x=\"38.0\" y=\"60.0\" text-anchor=\"start\">one that needs a row<");
        assertThat(svg).as("the plot begins below").contains("L466.0 74.0\"/>");
    }

    @Test
    void numbersOfTheAxisStayOnThePage() {
        Map<String, List<ChartPoint>> line = Map.of("loss", List.of(new ChartPoint(0, 0), new ChartPoint(100_000, 1)));

        /* "100k" is at most 40 units wide, and the axis ends at 466 of 480. */
        assertThat(new LineChart("loss", "step", line, LineChart.Base.ZERO).svg())
                .contains("<text x=\"460.0\" y=\"254.0\" text-anchor=\"middle\">100k<");
    }

    @Test
    void theImageShowsEachLineInItsColour() throws IOException {
        Map<String, List<ChartPoint>> lines = new LinkedHashMap<>();
        lines.put("train", List.of(new ChartPoint(0, 0), new ChartPoint(100, 60)));
        lines.put("test", List.of(new ChartPoint(0, 60), new ChartPoint(100, 60)));

        byte[] png = new LineChart("loss", "step", lines, LineChart.Base.ZERO).png();

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(960);
        assertThat(image.getHeight()).isEqualTo(560);
        /* Two pixels a unit: the first line is at (264, 144) in the middle, the second at height 54 all the way. */
        assertThat(image.getRGB(2 * 264, 2 * 144) & 0xffffff).isEqualTo(0x0072b2);
        assertThat(colours(image, 2 * 54)).contains(0xd55e00).doesNotContain(0x009e73);
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    }

    private static Set<Integer> colours(BufferedImage image, int row) {
        return IntStream.range(0, image.getWidth())
                .mapToObj(x -> image.getRGB(x, row) & 0xffffff)
                .collect(Collectors.toSet());
    }
}
