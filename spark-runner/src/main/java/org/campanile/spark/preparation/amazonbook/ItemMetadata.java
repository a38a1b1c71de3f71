package org.campanile.spark.preparation.amazonbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.text.Identifier;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.RejectedRow;
import org.campanile.spark.preparation.text.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * What Amazon's dumps tell of an item, one JSON object per line, in files whose names begin with {@code meta_}: {@code asin},
 * {@code title}, {@code brand}, {@code categories} (lists of names) and {@code price} (2014); {@code category} and a price
 * with a currency sign (2018); {@code parent_asin}, and {@code store} for the brand (2023). All but the item may be missing.
 */
record ItemMetadata() implements LineExpander {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "meta_";
    private static final List<String> ENDINGS = List.of(".json", ".jsonl");
    private static final String TITLE = "title";
    private static final String BRAND = "brand";
    private static final String CATEGORIES = "categories";
    private static final String PRICE = "price";

    private static final ObjectReader JSON = JsonMapper.builder(AmazonJson.FORMAT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** The lowest of a range of prices is its first. */
    private static final Pattern AMOUNT = Pattern.compile("^\\$?\\s*(\\d[\\d,]*(\\.\\d+)?)");

    private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

    static final StructType COLUMNS = new StructType()
            .add(RawEntities.KEY, DataTypes.StringType)
            .add(TITLE, TEXTS)
            .add(BRAND, DataTypes.StringType)
            .add(CATEGORIES, TEXTS)
            .add(PRICE, DataTypes.FloatType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    /** Whether a file is none of reviews. */
    static boolean isNamed(String name) {
        return name.startsWith(PREFIX);
    }

    static boolean isFile(String name) {
        return isNamed(name) && RawFiles.hasEnding(name, ENDINGS);
    }

    /** Items with the features title, brand, categories and price; none without such files. */
    static List<RawEntities> read(SparkSession spark, RawFiles files) {
        List<Feature> features = List.of(
                new SequenceFeature(TITLE, FeatureSide.ITEM, TITLE),
                new CategoricalFeature(BRAND, FeatureSide.ITEM, BRAND),
                new SequenceFeature(CATEGORIES, FeatureSide.ITEM, CATEGORIES),
                new DenseFeature(PRICE, FeatureSide.ITEM));
        return files.names().stream()
                .map(file -> new TextLines(files.folder().location(file), "UTF-8", LineFormat.Header.ABSENT)
                        .rows(spark, COLUMNS, new ItemMetadata()))
                .reduce(Dataset::union)
                .map(rows -> new RawEntities(FeatureSide.ITEM, features, rows))
                .stream()
                .toList();
    }

    /** {@code malformed-json}, {@code no-json-object}, {@code no-item}, and what is wrong with the item's number. */
    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        JsonNode item = object(line);
        String key = text(item, "parent_asin", "asin");
        if (key == null) {
            throw new RejectedRow("no-item");
        }
        return List.<Object[]>of(new @Nullable Object[] {
            Identifier.of(key, "item"),
            words(text(item, TITLE)),
            text(item, BRAND, "store"),
            categories(item),
            price(item)
        });
    }

    private static JsonNode object(String line) throws RejectedRow {
        try {
            JsonNode value = JSON.readTree(line);
            if (!value.isObject()) {
                throw new RejectedRow("no-json-object");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw new RejectedRow("malformed-json");
        }
    }

    /** The first of the members that is a text or a number with something in it, in one line. */
    private static @Nullable String text(JsonNode item, String... members) {
        return Stream.of(members)
                .map(item::path)
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(value -> value.asText().strip().replaceAll("\\s+", " "))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String[] words(@Nullable String title) {
        return title == null
                ? new String[0]
                : NO_WORD.splitAsStream(title.toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new);
    }

    /** The names of all lists, each once. */
    private static String[] categories(JsonNode item) {
        Set<String> names = new LinkedHashSet<>();
        addTexts(item.path(CATEGORIES), names);
        addTexts(item.path("category"), names);
        return names.toArray(String[]::new);
    }

    private static void addTexts(JsonNode value, Set<String> names) {
        value.forEach(element -> {
            if (element.isTextual() && !element.asText().isBlank()) {
                names.add(element.asText().strip());
            } else {
                addTexts(element, names);
            }
        });
    }

    private static @Nullable Float price(JsonNode item) {
        String text = text(item, PRICE);
        Matcher amount = AMOUNT.matcher(text == null ? "" : text);
        return amount.find() ? Float.valueOf(amount.group(1).replace(",", "")) : null;
    }
}
