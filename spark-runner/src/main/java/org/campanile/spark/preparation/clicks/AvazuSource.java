package org.campanile.spark.preparation.clicks;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * The log of Kaggle's Avazu Click-Through Rate Prediction: CSV with a header, which may be missing. The hour, written as {@code YYMMDDHH} in UTC,
 * becomes the categories {@code hour} (0 to 23) and {@code weekday} (1, Monday, to 7); all other columns but the id are
 * categories as they are.
 */
public final class AvazuSource implements DataSource {
    private static final String WEEKDAY = "weekday";
    private static final List<String> COLUMNS = List.of(
            "id",
            "click",
            "hour",
            "C1",
            "banner_pos",
            "site_id",
            "site_domain",
            "site_category",
            "app_id",
            "app_domain",
            "app_category",
            "device_id",
            "device_ip",
            "device_model",
            "device_type",
            "device_conn_type",
            "C14",
            "C15",
            "C16",
            "C17",
            "C18",
            "C19",
            "C20",
            "C21");
    private static final int CLICK = 1;
    private static final int HOUR = 2;
    private static final DateTimeFormatter HOURS = new DateTimeFormatterBuilder()
            .appendPattern("uuMMddHH")
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Override
    public String type() {
        return "avazu";
    }

    @Override
    public String description() {
        return "Avazu's click log of Kaggle: CSV with a header; data.path is a file, or a folder of .csv files, also packed"
                + " as .gz.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return AvazuOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        RawFiles files = RawFiles.of(configuration).withEndings(List.of(".csv"));
        return new ClickLog(AvazuSource::format, features(), AvazuSource::parse, Scaling.NONE).read(spark, files);
    }

    /* Parts cut out of the published file may have no header. */
    private static Optional<LineFormat> format(String firstLine) {
        String[] fields = firstLine.strip().split(",", -1);
        if (Arrays.asList(fields).equals(COLUMNS)) {
            return Optional.of(format(Header.PRESENT));
        }
        boolean labelled = fields.length == COLUMNS.size() && fields[CLICK].matches("[01]");
        return labelled ? Optional.of(format(Header.ABSENT)) : Optional.empty();
    }

    private static LineFormat format(Header header) {
        return new LineFormat(",", COLUMNS.size(), "UTF-8", Quoting.DOUBLE_QUOTES, header);
    }

    private static List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        features.add(category("hour"));
        features.add(category(WEEKDAY));
        COLUMNS.subList(HOUR + 1, COLUMNS.size()).forEach(name -> features.add(category(name)));
        return features;
    }

    private static CategoricalFeature category(String name) {
        return new CategoricalFeature(name, FeatureSide.CONTEXT, name);
    }

    /* Label, hour, weekday, then the columns after the hour. */
    private static Object[] parse(Fields fields) throws RejectedRow {
        @Nullable Object[] values = new Object[COLUMNS.size()];
        LocalDateTime hour = hour(fields.required(HOUR, "hour"));
        values[0] = ClickLog.label(fields, CLICK);
        values[1] = Integer.toString(hour.getHour());
        values[2] = Integer.toString(hour.getDayOfWeek().getValue());
        for (int field = HOUR + 1; field < COLUMNS.size(); field++) {
            String text = fields.text(field);
            values[field] = text.isEmpty() ? null : text;
        }
        return values;
    }

    private static LocalDateTime hour(String text) throws RejectedRow {
        try {
            return LocalDateTime.parse(text, HOURS);
        } catch (DateTimeException malformed) {
            throw new RejectedRow("malformed-hour");
        }
    }
}
