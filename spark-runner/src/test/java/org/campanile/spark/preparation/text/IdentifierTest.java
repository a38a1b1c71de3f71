package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdentifierTest {
    @Test
    void anyPrintableTextIsAnIdentifier() throws RejectedRow {
        assertThat(Identifier.of(" B00 ü/1 ", "item")).isEqualTo("B00 ü/1");
        assertThat(Identifier.of("x".repeat(1000), "item")).hasSize(1000);
    }

    @Test
    void damageIsNamed() {
        assertThatThrownBy(() -> Identifier.of("  ", "item")).hasMessage("empty-item");
        assertThatThrownBy(() -> Identifier.of("x".repeat(1001), "item")).hasMessage("overlong-item");
        assertThatThrownBy(() -> Identifier.of("a\0b", "user")).hasMessage("unprintable-user");
    }
}
