package org.campanile.spark.inference;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;

/**
 * The columns that scoring adds: the combined score, FLOAT, and where that does not tell all, because of several tasks or of
 * classes, the prediction {@code score_LABEL} of each task: FLOAT, or of classes ARRAY of FLOAT, the probability of each.
 *
 * @param tasks of the model
 */
record ScoreColumns(List<TaskConfiguration> tasks) {
    ScoreColumns {
        tasks = List.copyOf(tasks);
    }

    boolean hasPredictions() {
        return tasks.size() > 1 || isOfClasses(tasks.get(0));
    }

    /** Names of the columns, the score first. */
    List<String> names() {
        return List.of(addedTo(new StructType()).fieldNames());
    }

    StructType addedTo(StructType columns) {
        StructType all = columns.add(ScoreTable.SCORE, DataTypes.FloatType, false);
        for (TaskConfiguration task : hasPredictions() ? tasks : List.<TaskConfiguration>of()) {
            all = all.add(
                    ScoreTable.SCORE + "_" + task.label(),
                    isOfClasses(task) ? DataTypes.createArrayType(DataTypes.FloatType, false) : DataTypes.FloatType,
                    false);
        }
        return all;
    }

    /** A task's prediction as the value of its column. */
    static Object value(TaskConfiguration task, float[] predictions, int at) {
        if (!isOfClasses(task)) {
            return predictions[at];
        }
        Float[] probabilities = new Float[task.classes()];
        for (int c = 0; c < probabilities.length; c++) {
            probabilities[c] = predictions[at + c];
        }
        return probabilities;
    }

    private static boolean isOfClasses(TaskConfiguration task) {
        return task.objective() == Objective.MULTI_CLASS;
    }
}
