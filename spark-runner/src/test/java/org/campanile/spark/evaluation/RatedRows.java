package org.campanile.spark.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campanile.spark.preparation.PreparationFixture;

/** A small table of rows with three labels: a click, stars from 0 to 2, and seconds. */
public final class RatedRows {
    /** For section {@code data}, after the path. */
    public static final String DATA = "source: table, format: csv, label: click, split: {method: ratio},"
            + " targets: {further-labels: [stars, seconds]},"
            + " features: [{name: who, kind: categorical}, {name: age, kind: dense}]";

    /** For section {@code model}: a task for each label. */
    public static final String MODEL =
            "type: dlrm, embedding-dim: 4, bottom-mlp: [4], top-mlp: [8], tasks: [{label: label},"
                    + " {label: stars, objective: multi-class, classes: 3, score-weight: 0.5},"
                    + " {label: seconds, objective: regression, score-weight: 0.1}]";

    private RatedRows() {}

    /** Writes some rows as CSV. */
    public static void write(Path file, int count) {
        Random random = new Random(4);
        List<String> lines = new ArrayList<>(List.of("click,stars,seconds,who,age"));
        for (int row = 0; row < count; row++) {
            int user = random.nextInt(5);
            lines.add("%d,%d,%d,u%d,%d"
                    .formatted(random.nextInt(2), (user + row) % 3, random.nextInt(100), user, random.nextInt(60)));
        }
        PreparationFixture.write(file, lines.toArray(new String[0]));
    }

    /** Prepares rows and makes an untrained model over them. */
    public static EvaluationFixture create(Path folder, int count, String model) {
        Path table = folder.resolve("rated.csv");
        write(table, count);
        return EvaluationFixture.create(folder, "path: \"" + table + "\", " + DATA, model, "");
    }
}
