package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenPartsTest {
    @ParameterizedTest
    @CsvSource({
        "train.txt, TRAIN",
        "Training_2.csv, TRAIN",
        "book_valid.txt, VALIDATION",
        "ml-val.csv, VALIDATION",
        "dev.csv, VALIDATION",
        "Books.test.csv.gz, TEST",
        "test/part-00000, TEST"
    })
    void wordsOfANameSayThePart(String name, Split part) {
        assertThat(GivenParts.part(name)).contains(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratings.csv", "latest.csv", "trained.txt", "value.csv"})
    void partsOfWordsSayNothing(String name) {
        assertThat(GivenParts.part(name)).isEmpty();
    }

    @Test
    void laterPartsBeginLater() {
        GivenParts parts = GivenParts.of(List.of("train.txt", "valid.txt", "test.txt"));

        assertThat(parts.of("train.txt")).isEqualTo("train");
        assertThat(parts.of("valid.txt")).isEqualTo("validation");
        assertThat(parts.of("test.txt")).isEqualTo("test");
        assertThat(parts.start("train.txt")).isZero();
        assertThat(parts.start("valid.txt")).isEqualTo(1L << 40);
        assertThat(parts.start("test.txt")).isEqualTo(2L << 40);
    }

    @Test
    void filesWithoutHeldOutPartsGiveNoSplit() {
        for (List<String> files :
                List.of(List.of("train.txt"), List.of("a.txt", "b.txt"), List.of("train.txt", "b.txt"))) {
            GivenParts parts = GivenParts.of(files);

            assertThat(parts.parts()).isEmpty();
            assertThat(parts.of(files.get(0))).isNull();
            assertThat(parts.start(files.get(0))).isZero();
        }
    }

    @Test
    void filesOutsideTheSplitAreNamed() {
        assertThatThrownBy(() -> GivenParts.of(List.of("train.txt", "test.txt", "more.txt")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("By their names test.txt, train.txt belong to a split, but more.txt says neither train,"
                        + " validation nor test: rename or remove it.");
    }
}
