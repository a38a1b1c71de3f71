package org.campanile.spark.preparation.yidiannews;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;

/** What is known of users and documents. */
final class YidianFeatures {
    private static final String CATEGORY = "category";
    private static final String SUBCATEGORY = "subcategory";
    private static final String KEYWORDS = "keywords";
    private static final String IMAGES = "images";
    private static final List<String> OF_USERS = List.of("device", "os", "province", "city", "age", "gender");

    /** The columns of users. */
    static final StructType USER = userColumns();

    /** The columns of documents. */
    static final StructType DOCUMENT = withReason(new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add(IMAGES, DataTypes.FloatType)
            .add(CATEGORY, DataTypes.StringType)
            .add(SUBCATEGORY, DataTypes.StringType)
            .add(KEYWORDS, DataTypes.createArrayType(DataTypes.StringType)));

    private YidianFeatures() {}

    static RawEntities users(Dataset<Row> rows) {
        List<Feature> features = OF_USERS.stream()
                .<Feature>map(name -> new CategoricalFeature(name, FeatureSide.USER, name))
                .toList();
        return new RawEntities(FeatureSide.USER, features, rows);
    }

    static RawEntities documents(Dataset<Row> rows) {
        Stream<Feature> categories =
                Stream.of(CATEGORY, SUBCATEGORY).map(name -> new CategoricalFeature(name, FeatureSide.ITEM, name));
        Stream<Feature> others = Stream.of(
                new SequenceFeature(KEYWORDS, FeatureSide.ITEM, KEYWORDS), new DenseFeature(IMAGES, FeatureSide.ITEM));
        return new RawEntities(
                FeatureSide.ITEM, Stream.concat(categories, others).toList(), rows);
    }

    private static StructType userColumns() {
        StructType columns = new StructType().add(RawEntities.KEY, DataTypes.StringType);
        for (String feature : OF_USERS) {
            columns = columns.add(feature, DataTypes.StringType);
        }
        return withReason(columns);
    }

    private static StructType withReason(StructType columns) {
        return columns.add(RawData.REASON, DataTypes.StringType).add(RawData.RAW, DataTypes.StringType);
    }
}
