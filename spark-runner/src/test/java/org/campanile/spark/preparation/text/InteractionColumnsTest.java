package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.text.InteractionColumns.ABSENT;

import java.util.List;
import org.junit.jupiter.api.Test;

class InteractionColumnsTest {
    @Test
    void namesAreFoundHoweverTheyAreWritten() {
        assertThat(InteractionColumns.named(List.of("movieId", "userId", "rating", "timestamp")))
                .contains(new InteractionColumns(1, 0, 2, 3));
        assertThat(InteractionColumns.named(List.of("user_id:token", "item_id:token")))
                .contains(new InteractionColumns(0, 1, ABSENT, ABSENT));
        assertThat(InteractionColumns.named(List.of("\"UserId\"", "\"ProductId\"", "\"Rating\"", "\"Timestamp\"")))
                .contains(new InteractionColumns(0, 1, 2, 3));
    }

    @Test
    void anItemGoesBeforeItsVariants() {
        assertThat(InteractionColumns.named(List.of("asin", "parent_asin", "user_id")))
                .contains(new InteractionColumns(2, 1, ABSENT, ABSENT));
    }

    @Test
    void linesThatNameNoUserOrNoItemAreNoHeaders() {
        assertThat(InteractionColumns.named(List.of("user_id", "name"))).isEmpty();
        assertThat(InteractionColumns.named(List.of("item", "rating"))).isEmpty();
        assertThat(InteractionColumns.named(List.of("1", "2", "3"))).isEmpty();
        assertThat(InteractionColumns.named(List.of())).isEmpty();
    }

    @Test
    void withoutNamesTheOrderDecides() {
        assertThat(InteractionColumns.inOrder(2)).isEqualTo(new InteractionColumns(0, 1, ABSENT, ABSENT));
        assertThat(InteractionColumns.inOrder(3)).isEqualTo(new InteractionColumns(0, 1, 2, ABSENT));
        assertThat(InteractionColumns.inOrder(4)).isEqualTo(new InteractionColumns(0, 1, 2, 3));
    }
}
