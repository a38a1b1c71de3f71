package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWrapTest {
    @Test
    void breaksAtSpacesOnly() {
        assertThat(TextWrap.lines("one two three", 7)).containsExactly("one two", "three");
        assertThat(TextWrap.lines("incomprehensible is long", 7)).containsExactly("incomprehensible", "is long");
    }
}
