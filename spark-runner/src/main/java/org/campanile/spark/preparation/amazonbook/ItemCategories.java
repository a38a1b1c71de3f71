package org.campanile.spark.preparation.amazonbook;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.TextFile;

/** ComiRec's file of the categories of items, such as {@code book_item_cate.txt}: lines {@code item,category}. */
final class ItemCategories {
    private static final String ENDING = "item_cate.txt";
    private static final String CATEGORY = "category";

    static final LineFormat FORMAT = new LineFormat(",", 2, "UTF-8", LineFormat.Quoting.NONE, LineFormat.Header.ABSENT);

    static final StructType COLUMNS = new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add(CATEGORY, DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    private ItemCategories() {}

    static boolean isFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /** Items with the feature {@code category}; none without such files. */
    static List<RawEntities> read(SparkSession spark, RawFiles files) {
        return files.names().stream()
                .map(file -> new TextFile(files.folder().location(file), FORMAT).rows(spark, COLUMNS, parser()))
                .reduce(Dataset::union)
                .map(rows -> new RawEntities(
                        FeatureSide.ITEM, List.of(new CategoricalFeature(CATEGORY, FeatureSide.ITEM, CATEGORY)), rows))
                .stream()
                .toList();
    }

    static LineParser parser() {
        return fields -> new Object[] {fields.identifier(0, "item"), fields.identifier(1, CATEGORY)};
    }
}
