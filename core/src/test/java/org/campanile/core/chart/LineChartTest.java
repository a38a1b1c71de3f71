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
        /* The plot is 62 to 466 wide and 234 to 34 high: from (0, 0) to (100, 50), with 60 on top of the axis. */
        assertThat(svg).contains("<path class=\"line0\" d=\"M62.0 234.0L466.0 67.3\"/>");
        assertThat(svg)
                .as("a gap, then a point by itself")
                .contains("<path class=\"line1\" d=\"M62.0 234.0M466.0 150.7\"/>");
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
        /* Two pixels a unit: the first line is at (264, 134) in the middle, the second at height 34 all the way. */
        assertThat(image.getRGB(2 * 264, 2 * 134) & 0xffffff).isEqualTo(0x0072b2);
        assertThat(colours(image, 2 * 34)).contains(0xd55e00).doesNotContain(0x009e73);
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    }

    private static Set<Integer> colours(BufferedImage image, int row) {
        return IntStream.range(0, image.getWidth())
                .mapToObj(x -> image.getRGB(x, row) & 0xffffff)
                .collect(Collectors.toSet());
    }
}
