package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
    @ParameterizedTest
    @CsvSource({
        "/data/set, /data, set",
        "/set, /, set",
        "s3a://bucket/folder/set, s3a://bucket/folder, set",
        "s3a://bucket/set, s3a://bucket, set",
        "dbfs:/set, dbfs:/, set"
    })
    void locationsHaveAParentAndAName(String location, String parent, String name) {
        assertThat(Locations.parent(location)).isEqualTo(parent);
        assertThat(Locations.name(location)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a://bucket", "/"})
    void rootsAreNoPlaceForADataSet(String location) {
        assertThatThrownBy(() -> Locations.parent(location))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.prepared must name a folder below another one, but is " + location + ".");
    }

    @Test
    void localPathsBecomeAbsolute() {
        assertThat(Locations.absolute("data/../set/"))
                .isEqualTo(Path.of("set").toAbsolutePath().toString());
        assertThat(Locations.absolute("file:///a%20b/set")).isEqualTo("/a b/set");
        assertThat(Locations.absolute("s3a://bucket/folder//")).isEqualTo("s3a://bucket/folder");
    }

    @Test
    void charactersOfFilePatternsAreEscaped() {
        assertThat(Locations.pattern("/a [1]/b,c*")).isEqualTo("file:///a \\[1\\]/b\\,c\\*");
        assertThat(Locations.pattern("s3a://bucket/{x}")).isEqualTo("s3a://bucket/\\{x\\}");
    }
}
