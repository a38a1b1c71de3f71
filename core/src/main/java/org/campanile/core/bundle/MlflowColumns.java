package org.campanile.core.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;

/** Columns as MLflow describes them, in signatures of models and in schemas of data sets: a JSON list of column specs. */
public final class MlflowColumns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode columns = JSON.createArrayNode();

    private MlflowColumns() {}

    /** The columns of prepared samples: numbers, and indices into vocabularies. */
    public static String ofSamples(Schema schema) {
        MlflowColumns samples = new MlflowColumns();
        for (Feature feature : schema.rowFeatures()) {
            samples.add(feature, "float", "integer");
        }
        schema.targets().columns().forEach(target -> samples.add(target, "float"));
        return samples.columns.toString();
    }

    /** What a model takes: the raw values of its features, which the transform in its bundle turns into numbers. */
    static String ofInputs(Schema schema) {
        MlflowColumns inputs = new MlflowColumns();
        for (Feature feature : schema.inputs()) {
            inputs.add(feature, "double", "string");
        }
        return inputs.columns.toString();
    }

    /** What a model gives: a number each. */
    static String ofOutputs(List<String> names) {
        MlflowColumns outputs = new MlflowColumns();
        names.forEach(name -> outputs.add(name, "double"));
        return outputs.columns.toString();
    }

    private void add(Feature feature, String number, String category) {
        if (feature instanceof DenseFeature) {
            add(feature.name(), number);
        } else if (feature instanceof CategoricalFeature) {
            add(feature.name(), category);
        } else if (feature instanceof SequenceFeature sequence) {
            addList(sequence.name(), category);
            if (sequence.isWeighted()) {
                addList(sequence.weightsColumn(), number);
            }
        }
    }

    private void addList(String name, String type) {
        add(name, "array").putObject("items").put("type", type);
    }

    private ObjectNode add(String name, String type) {
        return columns.addObject().put("type", type).put("name", name).put("required", true);
    }
}
