package org.campanile.spark.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.NumberTransform;
import org.campanile.spark.preparation.Locations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the training samples of a ranking model before training starts: labels and features of which nothing can be
 * learned are errors, rather than a poor model later. One aggregation over the columns of labels and numbers.
 */
final class SampleChecks {
    private static final Logger LOG = LoggerFactory.getLogger(SampleChecks.class);

    private final SparkSession spark;
    private final PreparedDataset data;
    private final List<TaskConfiguration> tasks;

    SampleChecks(SparkSession spark, PreparedDataset data, List<TaskConfiguration> tasks) {
        this.spark = spark;
        this.data = data;
        this.tasks = tasks;
    }

    /**
     * @throws CampanileException when a task's label is not in the data, is missing or the same in all training samples, or
     *     is outside its range; or when a feature has no value, or a single one, in all of them
     */
    void check() {
        tasks.forEach(this::requireLabel);
        data.schema().inputs().forEach(this::requireValues);
        List<String> numbers = numbers();
        List<Column> measured = new ArrayList<>();
        for (TaskConfiguration task : tasks) {
            measured.addAll(range(task.label()));
            Column label = known(task.label());
            measured.add(count(when(label.notEqual(floor(label)), lit(1))));
            measured.add(count(label));
        }
        numbers.forEach(name -> measured.addAll(range(name)));
        Row row = spark.read()
                .parquet(data.manifest().shards(Split.TRAIN).stream()
                        .map(shard -> Locations.pattern(data.store().root() + "/" + shard.path()))
                        .toArray(String[]::new))
                .agg(count(lit(1)), measured.toArray(Column[]::new))
                .first();
        int at = 1;
        for (TaskConfiguration task : tasks) {
            requireLabelled(task, row.getLong(at + 3), row.getLong(0));
            requireRange(task, row.getFloat(at), row.getFloat(at + 1), row.getLong(at + 2));
            at += 4;
        }
        for (String name : numbers) {
            requireChange(name, row.getFloat(at), row.getFloat(at + 1));
            at += 2;
        }
    }

    private void requireLabel(TaskConfiguration task) {
        List<String> labels = data.schema().targets().labels();
        if (!labels.contains(task.label())) {
            throw new CampanileException("model.tasks learns the label " + task.label()
                    + ", but there are no data for it: the samples have the labels " + String.join(", ", labels)
                    + "; name its column in data.targets.further-labels.");
        }
    }

    private static void requireLabelled(TaskConfiguration task, long labelled, long samples) {
        if (labelled == 0) {
            throw new CampanileException("The label " + task.label()
                    + " is missing in all training samples, so that there are no data for its task: check its column, or"
                    + " leave it out of model.tasks.");
        }
        if (labelled < samples) {
            LOG.info("The label {} is known of {} of {} training samples.", task.label(), labelled, samples);
        }
    }

    private void requireRange(TaskConfiguration task, float least, float largest, long broken) {
        if (least == largest) {
            throw new CampanileException("The label " + task.label() + " is " + least
                    + " in all training samples, so that there is nothing to learn: check its column, or choose another"
                    + " data.split.");
        }
        double bound = task.objective() == Objective.MULTI_CLASS ? task.classes() - 1 : 1;
        if (task.objective() != Objective.REGRESSION && (least < 0 || largest > bound || broken > 0)) {
            String allowed = task.objective() == Objective.BINARY ? "0 or 1" : "whole numbers from 0 to " + (int) bound;
            throw new CampanileException("The label " + task.label() + " of training samples runs from " + least
                    + " to "
                    + largest + (broken > 0 ? ", with fractions" : "") + ", but its objective in model.tasks is "
                    + task.objective().word() + "; allowed: " + allowed + ".");
        }
    }

    /** The dense features of the samples' rows that are numbers of their own. */
    private List<String> numbers() {
        List<String> own = data.transform().features().stream()
                .filter(NumberTransform.class::isInstance)
                .map(FeatureTransform::feature)
                .map(Feature::name)
                .toList();
        return data.schema().rowFeatures().stream()
                .filter(DenseFeature.class::isInstance)
                .map(Feature::name)
                .filter(own::contains)
                .toList();
    }

    private static void requireChange(String feature, float least, float largest) {
        if (least == largest) {
            throw new CampanileException("The feature " + feature + " is " + least
                    + " in all training samples, after its transform: its column is missing or the same in all rows; leave"
                    + " it out by data.features: [{name: " + feature + ", kind: none}].");
        }
    }

    private void requireValues(Feature feature) {
        String vocabulary = feature instanceof CategoricalFeature category
                ? category.vocabulary()
                : feature instanceof SequenceFeature sequence ? sequence.vocabulary() : "";
        List<Vocabulary> all = data.schema().vocabularies();
        if (all.stream().anyMatch(found -> found.name().equals(vocabulary) && found.size() <= 1)) {
            throw new CampanileException("The feature " + feature.name()
                    + " has no value that is known in any training sample: its column is missing in all rows, or min-count"
                    + " leaves none; leave it out by data.features: [{name: " + feature.name() + ", kind: none}].");
        }
    }

    private static List<Column> range(String name) {
        return List.of(min(known(name)), max(known(name)));
    }

    /** Null where the number is missing. */
    private static Column known(String name) {
        return when(not(named(name).isNaN()), named(name));
    }

    private static Column named(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
