package org.campanile.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    @Test
    void theDocumentationHoldsTheReferenceAsItIsNow() {
        assertThat(Path.of("..", "docs", "configuration.md"))
                .as("docs/configuration.md; renew it with: ./campanile config --markdown > docs/configuration.md")
                .hasContent(String.join("\n", ReferencePage.lines()));
    }
}
