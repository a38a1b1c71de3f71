package org.campanile.spark.preparation.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.pairs;
import static org.campanile.spark.preparation.PreparationFixture.rows;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.values;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Targets;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.ShardKind;
import org.campanile.core.shard.ShardReader;
import org.campanile.core.shard.Split;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSourceTest {
    private static final String[] SHOP = {"user: who", "item: what", "time: day"};
    private static final String FEATURES =
            "features: [{name: city, side: user}, {name: price, side: item, kind: dense, scaling: none},"
                    + " {name: tags, side: item, kind: sequence}]";

    @TempDir
    Path folder;

    @Test
    void interactionsCarryTheFeaturesOfTheirUsersAndItems() {
        writeShop("raw.csv");

        PreparationReport report = prepare("csv", "raw.csv", withShop(FEATURES));

        PreparedDataset dataset = open(report);
        assertThat(report.rows().rejected()).isEqualTo(Map.of("empty-user", 1L, "non-numeric-time", 1L));
        assertThat(report.inputs().get(1).rejected())
                .as("of users, whose features do not depend on the time")
                .isEqualTo(Map.of("empty-key", 1L));
        assertThat(pairs(dataset, "train")).containsExactly("ann/pen", "bob/cup", "bob/pen");
        assertThat(pairs(dataset, "validation")).containsExactly("ann/cup");
        assertThat(pairs(dataset, "test")).containsExactly("ann/ink");
        assertThat(values(dataset, "city")).containsExactlyInAnyOrder("", "Bern", "Rome, old");
        EntityFeatures items = dataset.entities(FeatureSide.ITEM);
        int pen = values(dataset, "item").indexOf("pen");
        assertThat(items.dense()[pen]).isEqualTo(2.5f);
        assertThat(items.sequences()[0].start(pen + 1) - items.sequences()[0].start(pen))
                .as("red and blue")
                .isEqualTo(2);
        assertThat(items.dense()[0]).as("the unknown item has no price").isZero();
    }

    @Test
    void everyFormatGivesTheSame() {
        writeShop("raw.csv");
        PreparedDataset expected = open(prepare("csv", "raw.csv", withShop(FEATURES)));
        List<String> train = pairs(expected, "train");
        for (String format : List.of("parquet", "json", "orc")) {
            /* The rows that are rejected as CSV are the last two. */
            shop().limit(5)
                    .write()
                    .format(format)
                    .save(folder.resolve("raw." + format).toString());

            PreparedDataset dataset = open(prepare(format, "raw." + format, withShop(FEATURES)));

            assertThat(pairs(dataset, "train")).as(format).isEqualTo(train);
            assertThat(dataset.manifest().items().get(0).sha256())
                    .as(format)
                    .isEqualTo(expected.manifest().items().get(0).sha256());
            assertThat(dataset.manifest().transform())
                    .as(format)
                    .isEqualTo(expected.manifest().transform());
        }
    }

    @Test
    void tablesOfSparkAreKnownByTheirContents() {
        writeShop("raw.csv");
        shop().limit(5).createOrReplaceTempView("shop");

        PreparationReport report = prepare("table", "shop", withShop(FEATURES));
        shop().limit(5).createOrReplaceTempView("shop");

        assertThat(report.rows().used()).isEqualTo(5);
        assertThat(prepare("table", "shop", withShop(FEATURES)).reused()).isTrue();
        shop().limit(4).createOrReplaceTempView("shop");
        assertThat(prepare("table", "shop", withShop(FEATURES)).reused()).isFalse();
    }

    @Test
    void historiesAreAFeatureOfTheSample() {
        writeShop("raw.csv");

        PreparedDataset dataset =
                open(prepare("csv", "raw.csv", withShop(FEATURES, "history: {max-length: 2, pooling: sum}")));

        SequenceFeature history = (SequenceFeature) dataset.schema().features().stream()
                .filter(feature -> feature.name().equals("history"))
                .findFirst()
                .orElseThrow();
        assertThat(history.vocabulary()).isEqualTo("item");
        assertThat(dataset.schema().rowFeatures()).contains(history);
        List<String> items = values(dataset, "item");
        Row test = rows(dataset, "test").get(0);
        assertThat(test.<Integer>getList(test.fieldIndex("history")))
                .as("ann took a pen, a cup, and now ink")
                .extracting(items::get)
                .containsExactly("pen", "cup");
    }

    @Test
    void examplesTakeTheKindsOfTheirColumns() {
        spark().sql("select * from values (1, 2.0D, 'a', true, array('x', 'y'), 9), (0, null, null, false, null, 9),"
                        + " (null, 1.0D, 'b', true, array('x'), 9), (5, 1.0D, 'b', true, array('x'), 9)"
                        + " as t(y, amount, word, flag, words, useless)")
                .write()
                .parquet(folder.resolve("raw").toString());

        PreparationReport report = prepare(
                "parquet",
                "raw",
                "label: y",
                "split: {method: ratio}",
                "max-rejected-fraction: 0.5",
                "features: [{name: useless, kind: none}]");

        assertThat(report.rows().rejected()).isEqualTo(Map.of("empty-label", 1L, "label-not-0-or-1", 1L));
        assertThat(open(report).schema().features())
                .extracting(Feature::name)
                .containsExactly("amount", "word", "flag", "words");
    }

    @Test
    void examplesMayHaveSeveralLabelsWeightsAndWeightsOfIds() {
        write(
                folder.resolve("raw.csv"),
                "rating,liked,importance,tags,strength",
                "4.5,1,2,x|y|z,0.5|1|2",
                "-1,0,0.25,y,",
                "2,1,1,,",
                "2,,1,x,1",
                "2,1,-1,x,1",
                "2,1,1,x|y,1",
                "2,1,1,x,-1",
                "2,1,1,x,much",
                "NaN,1,1,x,1");

        PreparationReport report = prepare(
                "csv",
                "raw.csv",
                "label: rating",
                "targets: {labels: number, further-labels: [liked], weight: importance}",
                "split: {method: ratio, test: 0, validation: 0}",
                "max-rejected-fraction: 0.9",
                "features: [{name: tags, kind: sequence, max-length: 2, weights: strength}]");

        assertThat(report.rows().rejected())
                .isEqualTo(Map.of(
                        "empty-liked",
                        1L,
                        "negative-importance",
                        1L,
                        "wrong-weights-tags",
                        3L,
                        "label-not-a-number",
                        1L));
        PreparedDataset dataset = open(report);
        assertThat(dataset.schema().targets()).isEqualTo(new Targets(List.of("label", "liked"), "importance"));
        assertThat(dataset.schema().features()).extracting(Feature::name).containsExactly("tags");
        List<String> tags = values(dataset, "tags");
        Batch rows = trainingRows(dataset);
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            JaggedIds ids = rows.sequence(0);
            StringBuilder text =
                    new StringBuilder(rows.labels()[row] + " " + rows.labels(1)[row] + " " + rows.weights()[row]);
            for (int i = ids.start(row); i < ids.start(row + 1); i++) {
                text.append(' ').append(tags.get(ids.values()[i])).append(':').append(ids.weights()[i]);
            }
            texts.add(text.toString());
        }
        assertThat(texts)
                .as("the last two of three tags; without weights each counts 1")
                .containsExactlyInAnyOrder("4.5 1.0 2.0 y:1.0 z:2.0", "-1.0 0.0 0.25 y:1.0", "2.0 1.0 1.0");
    }

    @Test
    void interactionsMayHaveTheirValueAsALabelAndAWeight() {
        write(folder.resolve("raw.csv"), "who,what,stars,trust", "ann,pen,4,1", "ann,cup,2,0.5", "bob,pen,5,-1");

        PreparationReport report = prepare(
                "csv",
                "raw.csv",
                "user: who",
                "item: what",
                "value: stars",
                "targets: {further-labels: [value], weight: trust}",
                "split: {method: ratio, test: 0, validation: 0}",
                "max-rejected-fraction: 0.5");

        assertThat(report.rows().rejected()).isEqualTo(Map.of("negative-trust", 1L));
        Batch rows = trainingRows(open(report));
        List<List<Float>> targets = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            targets.add(List.of(rows.labels()[row], rows.labels(1)[row], rows.weights()[row]));
        }
        assertThat(targets).containsExactlyInAnyOrder(List.of(1f, 4f, 1f), List.of(1f, 2f, 0.5f));
    }

    @Test
    void actionsCountByTheirValuesAndTheStrongestOfAPairStays() {
        write(
                folder.resolve("raw.csv"),
                "who,what,event",
                "ann,pen,view",
                "ann,pen,purchase",
                "ann,cup,view",
                "bob,pen,scroll",
                "bob,cup,");

        PreparationReport report = prepare(
                "csv",
                "raw.csv",
                "user: who",
                "item: what",
                "value: event",
                "actions: [{name: view, value: 1}, {name: purchase, value: 5}]",
                "targets: {weight: value}",
                "select: {duplicates: greatest}",
                "split: {method: ratio, test: 0, validation: 0}",
                "max-rejected-fraction: 0.5");

        assertThat(report.rows().rejected()).isEqualTo(Map.of("other-action", 1L, "empty-value", 1L));
        PreparedDataset dataset = open(report);
        List<String> items = values(dataset, "item");
        Map<String, Float> weights = new TreeMap<>();
        for (Row row : rows(dataset, "train")) {
            weights.put(items.get(row.<Integer>getAs("item")), row.getAs("value"));
        }
        assertThat(weights).isEqualTo(Map.of("pen", 5f, "cup", 1f));
    }

    @Test
    void examplesMayLackFurtherLabelsWhereThatIsSaid() {
        write(
                folder.resolve("raw.csv"),
                "click,buy,stars,tags",
                "1,1,,x",
                "1,0,4,y",
                "0,,3,x",
                "0,maybe,3,x",
                "0,NaN,3,x");

        PreparationReport report = prepare(
                "csv",
                "raw.csv",
                "label: click",
                "targets: {further-labels: [buy, stars], missing-labels: keep}",
                "split: {method: ratio, test: 0, validation: 0}",
                "max-rejected-fraction: 0.5");

        assertThat(report.rows().rejected()).isEqualTo(Map.of("not-finite-buy", 2L));
        Batch rows = trainingRows(open(report));
        List<List<Float>> labels = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            labels.add(List.of(rows.labels()[row], rows.labels(1)[row], rows.labels(2)[row]));
        }
        assertThat(labels)
                .containsExactlyInAnyOrder(List.of(1f, 1f, Float.NaN), List.of(1f, 0f, 4f), List.of(0f, Float.NaN, 3f));
    }

    @Test
    void interactionsMayListWhatWasNotTakenInstead() {
        write(
                folder.resolve("raw.csv"),
                "who,what,day,not",
                "ann,pen,1,cup|ink",
                "ann,cup,2,cup|gum",
                "ann,ink,3,",
                "bob,cup,1,ink",
                "bob,pen,2,ink|cup|ink");

        PreparedDataset dataset =
                open(prepare("csv", "raw.csv", "user: who", "item: what", "time: day", "negatives: not"));

        List<String> items = values(dataset, "item");
        List<String> texts = new ArrayList<>();
        for (String split : List.of("train", "validation", "test")) {
            for (Row row : rows(dataset, split)) {
                List<Integer> negatives = row.getList(row.fieldIndex("negatives"));
                texts.add(items.get(row.<Integer>getAs("item")) + ":"
                        + negatives.stream().map(items::get).toList());
            }
        }
        assertThat(texts)
                .as("gum was never taken and is the unknown item; a cup is no negative of itself")
                .containsExactlyInAnyOrder("pen:[cup, ink]", "cup:[]", "ink:[]", "cup:[ink]", "pen:[ink, cup, ink]");
        assertThat(dataset.schema().rowFeatures()).extracting(Feature::name).contains("negatives");
        assertThat(dataset.schema().inputs())
                .as("what models see")
                .extracting(Feature::name)
                .containsExactly("user", "item");
    }

    private static Batch trainingRows(PreparedDataset dataset) {
        ShardInfo shard = dataset.manifest().shards(Split.TRAIN).get(0);
        Batch rows = new Batch(dataset.rowColumns(), Math.toIntExact(shard.rows()));
        try (ShardReader reader = new ShardReader(dataset.store(), shard, dataset.rowColumns(), ShardKind.SAMPLES)) {
            reader.read(0, rows);
        }
        return rows;
    }

    @Test
    void jsonLinesThatAreNoneAreRejected() {
        write(folder.resolve("raw.json"), "{\"y\": 1, \"a\": \"b\"}", "{\"y\": 0, \"a\"", "{\"y\": 0, \"a\": \"c\"}");

        PreparationReport report =
                prepare("json", "raw.json", "label: y", "split: {method: ratio}", "max-rejected-fraction: 0.5");

        assertThat(report.rows().rejected()).isEqualTo(Map.of("malformed-json", 1L));
        assertThat(report.rows().used()).isEqualTo(2);
    }

    @Test
    void rowsMayTakeSeveralLines() {
        write(folder.resolve("raw.csv"), "y,text", "1,\"two", "lines\"", "0,one", "1,\"open", "0,one");
        write(
                folder.resolve("raw.json"),
                "[{\"y\": 1, \"text\":",
                "\"two\\nlines\"},",
                "{\"y\": 0, \"text\": \"one\"}]");
        String[] settings = {
            "label: y",
            "multi-line: true",
            "split: {method: ratio, test: 0, validation: 0}",
            "max-rejected-fraction: 0.5"
        };

        PreparationReport csv = prepare("csv", "raw.csv", settings);
        assertThat(values(open(csv), "text")).containsExactlyInAnyOrder("", "two\nlines", "one");
        assertThat(csv.rows().used()).isEqualTo(3);
        assertThat(csv.rows().rejected()).isEqualTo(Map.of("unclosed-quote", 1L));
        PreparationReport json = prepare("json", "raw.json", settings);
        assertThat(values(open(json), "text")).containsExactlyInAnyOrder("", "two\nlines", "one");
        assertThat(json.rows().read()).isEqualTo(2);
    }

    @Test
    void damagedLinesAreAllCounted() {
        SplittableRandom random = new SplittableRandom(29);
        List<String> lines = new ArrayList<>(List.of("y,amount,word"));
        String characters = ",\"1x\\-é \u0000";
        for (int line = 0; line < 1000; line++) {
            StringBuilder damaged = new StringBuilder("1,2.5,\"a word\"");
            for (int change = random.nextInt(4); change > 0; change--) {
                int place = random.nextInt(damaged.length());
                damaged.setCharAt(place, characters.charAt(random.nextInt(characters.length())));
            }
            lines.add(damaged.toString());
        }
        write(folder.resolve("raw.csv"), lines.toArray(String[]::new));

        PreparationReport report = prepare(
                "csv",
                "raw.csv",
                "label: y",
                "split: {method: ratio}",
                "max-rejected-fraction: 1",
                "features: [{name: amount, kind: dense}]");

        assertThat(report.rows().read()).isEqualTo(1000);
        assertThat(report.rows().used()).isPositive();
        assertThat(report.rows().rejected()).containsKeys("non-numeric-amount", "label-not-0-or-1", "unclosed-quote");
        assertThat(report.splits().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(report.rows().used());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label: clicked | The table has no column clicked; it has who, what, day, city, price, tags.",
                "user: who | section data: source table needs either a label, or a user and an item with time, value"
                        + " and negatives if there are any; label is '', user 'who', item '', time '', value '', negatives ''.",
                "label: who, time: day | section data: source table needs either a label, or a user and an item with time,"
                        + " value and negatives if there are any; label is 'who', user '', item '', time 'day', value '',"
                        + " negatives ''.",
                "user: who, item: what, actions: [{name: view}] | section data: actions are [view], but value is"
                        + " empty; it names the column that holds them.",
                "user: who, item: what, targets: {weight: stars} | The table has no column stars; it has who, what, day,"
                        + " city, price, tags.",
                "user: who, item: what | data.features: day: side is auto; allowed for a column of interactions: user,"
                        + " item; or set kind: none to leave it out.",
            })
    void unclearColumnsAreNamed(String options, String message) {
        writeShop("raw.csv");

        assertThatThrownBy(() -> prepare("csv", "raw.csv", options.split(", ")))
                .isInstanceOf(CampanileException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void absentFilesAreNamed() {
        assertThatThrownBy(() -> prepare("parquet", "nowhere", "label: y", "split: {method: ratio}"))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(
                        "data.path is " + folder.resolve("nowhere") + ", which cannot be read as a table: ");
    }

    private void writeShop(String file) {
        write(
                folder.resolve(file),
                "who,what,day,city,price,tags",
                "ann,pen,1,\"Rome, old\",2.5,red|blue",
                "ann,cup,2,\"Rome, old\",4,",
                "ann,ink,3,\"Rome, old\",,",
                "bob,pen,1,Bern,2.5,red|blue",
                "bob,cup,2,Bern,4,",
                ",cup,2,Bern,4,",
                "bob,ink,soon,Bern,,");
    }

    private Dataset<Row> shop() {
        return spark().read()
                .option("header", "true")
                .csv(folder.resolve("raw.csv").toString());
    }

    private static String[] withShop(String... more) {
        List<String> lines = new ArrayList<>(List.of(SHOP));
        lines.addAll(List.of(more));
        lines.add("max-rejected-fraction: 0.5");
        return lines.toArray(String[]::new);
    }

    private PreparationReport prepare(String format, String path, String... data) {
        String location = format.equals("table") ? path : folder.resolve(path).toString();
        List<String> lines = new ArrayList<>(List.of(
                "source: table",
                "format: " + format,
                "path: " + location,
                "prepared: " + folder.resolve("prepared"),
                "shards: 1"));
        lines.addAll(List.of(data));
        return new PreparationJob(spark(), configuration(lines.toArray(String[]::new))).run();
    }
}
