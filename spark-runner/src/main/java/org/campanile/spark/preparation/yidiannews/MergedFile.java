package org.campanile.spark.preparation.yidiannews;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.RawEntities;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RawFolder;
import org.campanile.spark.preparation.text.RejectedRow;
import org.campanile.spark.preparation.text.TextFile;
import org.jspecify.annotations.Nullable;

/**
 * Impressions with the columns of their users beside them, in CSV with a header; the order of columns does not matter.
 *
 * @param location local path or URI
 * @param header   names of the columns
 */
record MergedFile(SparkSession spark, String location, List<String> header) {
    private static final List<String> IMPRESSION = List.of("userId", "itemId", "showTime", "click");
    private static final List<String> PLAIN = List.of("deviceName", "OS", "province", "city");
    private static final List<String> AGES = List.of("age0", "age1", "age2", "age3");
    private static final List<String> GENDERS = List.of("female", "male");

    /** What the competition's own files call the four ages. */
    private static final String[] AGE_NAMES = {"A_0_24", "A_25_29", "A_30_39", "A_40+"};

    private static final String[] GENDER_NAMES = {"female", "male"};

    MergedFile {
        header = List.copyOf(header);
    }

    /** A file of a folder. */
    static MergedFile of(SparkSession spark, RawFolder folder, String name) {
        String header = folder.firstLines(name).stream().findFirst().orElse("");
        List<String> columns =
                Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        return new MergedFile(spark, folder.location(name), columns);
    }

    /** One row per impression. */
    Dataset<Row> impressions() {
        return new TextFile(location, format()).rows(spark, RawInteractions.SCHEMA, impressionParser());
    }

    /** The users of the impressions: a row per impression, all but one per user duplicates. */
    RawEntities users() {
        return YidianFeatures.users(new TextFile(location, format()).rows(spark, YidianFeatures.USER, userParser()));
    }

    LineFormat format() {
        return new LineFormat(",", header.size(), "UTF-8", Quoting.DOUBLE_QUOTES, Header.PRESENT);
    }

    LineParser impressionParser() {
        int[] places = places(IMPRESSION);
        return fields -> LogLines.impression(fields, places[0], places[1], places[2], places[3]);
    }

    LineParser userParser() {
        return user(places(IMPRESSION)[0], places(PLAIN), places(AGES), places(GENDERS));
    }

    private static LineParser user(int key, int[] plain, int[] ages, int[] genders) {
        return fields -> {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(fields.identifier(key, "user"));
            for (int place : plain) {
                values.add(LogLines.known(fields.text(place)));
            }
            values.add(mostProbable(fields, AGE_NAMES, ages, "age"));
            values.add(mostProbable(fields, GENDER_NAMES, genders, "gender"));
            return values.toArray();
        };
    }

    private static @Nullable String mostProbable(Fields fields, String[] values, int[] places, String name)
            throws RejectedRow {
        String[] numbers = new String[places.length];
        boolean isKnown = false;
        for (int place = 0; place < places.length; place++) {
            numbers[place] = fields.text(places[place]);
            isKnown |= !numbers[place].isEmpty();
        }
        return isKnown ? Probabilities.mostProbable(values, numbers, name) : null;
    }

    private int[] places(List<String> columns) {
        return columns.stream().mapToInt(this::place).toArray();
    }

    private int place(String column) {
        int place = header.indexOf(column);
        if (place < 0) {
            throw new CampanileException(
                    "The header of " + location + " has no column " + column + ", but: " + header + ".");
        }
        return place;
    }
}
