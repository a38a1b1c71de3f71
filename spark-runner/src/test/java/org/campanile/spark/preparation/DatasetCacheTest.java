package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

class DatasetCacheTest {
    @Test
    void whatADataSetWasMadeOfIsForgottenOnceItIsComplete() {
        try (DatasetCache cache = new DatasetCache()) {
            Dataset<Row> numbers = cache.keep(spark().range(100).toDF(), 100);
            Dataset<Row> even = cache.keepAlone(numbers.filter("id % 2 = 0"), 50);

            assertThat(numbers.storageLevel()).isEqualTo(StorageLevel.NONE());
            assertThat(even.storageLevel()).isEqualTo(StorageLevel.MEMORY_AND_DISK());
            assertThat(even.count()).isEqualTo(50);
        }
    }
}
