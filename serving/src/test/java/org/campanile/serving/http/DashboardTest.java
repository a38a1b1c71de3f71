package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\b(campanile|jvm|process|system)_[a-z_]+\\b");

    @Test
    void everyMetricOfTheDashboardIsThere(@TempDir Path folder) throws IOException {
        Set<String> named = names(Path.of("../docs/serving-dashboard.json"));
        assertThat(named).hasSizeGreaterThan(10);
        // Only experiments with a log of exposures have it, whose test asks for it.
        named.remove("campanile_exposures_total");
        try (ServiceFixture service = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            service.post("/rec/recall", "{\"hist_item\": [\"v1\"]}");
            String metrics = service.text("/metrics");
            assertThat(named).allSatisfy(name -> assertThat(metrics).contains("\n" + name));
        }
    }

    private static Set<String> names(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(Files.readString(file));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
