package org.campanile.core.shard;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.SequenceFeature;

/** The Parquet schemas of the files of a prepared data set. Every column is required: nothing in them is null. */
final class ShardSchemas {
    static final String VALUE = "value";
    static final String INDEX = "index";
    static final String COUNT = "count";
    static final String ROW = "row";
    static final String VECTOR = "vector";

    private ShardSchemas() {}

    /** Columns in the order dense, categorical, sequences, each followed by its weights, and for samples labels and weight. */
    static MessageType rows(ColumnSet columns, ShardKind kind) {
        MessageTypeBuilder message = Types.buildMessage();
        for (DenseFeature feature : columns.dense()) {
            message.required(FLOAT).named(feature.name());
        }
        for (CategoricalFeature feature : columns.categorical()) {
            message.required(INT32).named(feature.name());
        }
        for (SequenceFeature feature : columns.sequences()) {
            message.requiredList().requiredElement(INT32).named(feature.name());
            if (feature.isWeighted()) {
                message.requiredList().requiredElement(FLOAT).named(feature.weightsColumn());
            }
        }
        if (kind == ShardKind.SAMPLES) {
            for (String target : columns.targets().columns()) {
                message.required(FLOAT).named(target);
            }
        }
        return distinct(message.named("rows"));
    }

    static MessageType vocabulary() {
        return Types.buildMessage()
                .required(BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(VALUE)
                .required(INT32)
                .named(INDEX)
                .required(INT64)
                .named(COUNT)
                .named("vocabulary");
    }

    static MessageType vectors() {
        return Types.buildMessage()
                .required(INT32)
                .named(ROW)
                .requiredList()
                .requiredElement(FLOAT)
                .named(VECTOR)
                .named("vectors");
    }

    private static MessageType distinct(MessageType schema) {
        Set<String> names = new HashSet<>();
        schema.getFields().forEach(field -> {
            if (!names.add(field.getName())) {
                throw new CampanileException("Two columns are called '" + field.getName()
                        + "': rename one; features, labels and weights must have different names.");
            }
        });
        return schema;
    }
}
