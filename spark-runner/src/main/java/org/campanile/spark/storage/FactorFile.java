package org.campanile.spark.storage;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.campanile.core.CampanileException;

/**
 * One Parquet file of a table of factors, as Spark writes it: the columns {@code id} (INT32) and {@code features} (list
 * of FLOAT), perhaps among others.
 *
 * @param location URI of the file
 */
public record FactorFile(String location) {
    /** The columns. */
    public static final String ID = "id";

    public static final String FEATURES = "features";

    /** Takes a row. */
    public interface Target {
        /** Takes a vector of {@code length} numbers; the array, which may be longer, is reused. */
        void row(int id, float[] vector, int length);
    }

    /** Reads the ids alone, in the order of the file. */
    public void readIds(IntConsumer target) {
        read(List.of(ID), (columns, rows) -> {
            ColumnReader ids = columns.get(0);
            for (long row = 0; row < rows; row++) {
                target.accept(nextId(ids));
            }
        });
    }

    /** Reads ids and features in the order of the file. */
    public void read(Target target) {
        read(List.of(ID, FEATURES), (columns, rows) -> {
            ColumnReader ids = columns.get(0);
            ColumnReader features = columns.get(1);
            float[] vector = new float[16];
            for (long row = 0; row < rows; row++) {
                int length = 0;
                do {
                    if (features.getCurrentDefinitionLevel()
                            == features.getDescriptor().getMaxDefinitionLevel()) {
                        vector = length == vector.length ? Arrays.copyOf(vector, 2 * length) : vector;
                        vector[length++] = features.getFloat();
                    }
                    features.consume();
                } while (features.getCurrentRepetitionLevel() > 0);
                target.row(nextId(ids), vector, length);
            }
        });
    }

    private int nextId(ColumnReader ids) {
        if (ids.getCurrentDefinitionLevel() < ids.getDescriptor().getMaxDefinitionLevel()) {
            throw new CampanileException(location + " has a row without id: every vector needs one.");
        }
        int id = ids.getInteger();
        ids.consume();
        return id;
    }

    private interface RowGroupReader {
        void read(List<ColumnReader> columns, long rows);
    }

    private void read(List<String> names, RowGroupReader rowGroups) {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new Path(URI.create(location)), HadoopConfigurations.current()))) {
            MessageType file = reader.getFileMetaData().getSchema();
            MessageType requested = new MessageType(
                    file.getName(),
                    names.stream()
                            .map(name -> file.getType(checked(name, file)))
                            .toList());
            reader.setRequestedSchema(requested);
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                        group,
                        new GroupRecordConverter(requested).getRootConverter(),
                        requested,
                        reader.getFileMetaData().getCreatedBy());
                rowGroups.read(
                        requested.getColumns().stream()
                                .map(store::getColumnReader)
                                .toList(),
                        group.getRowCount());
            }
        } catch (IOException e) {
            throw new CampanileException(location + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The name of a column that is there, once, with the expected type. */
    private String checked(String name, MessageType file) {
        PrimitiveTypeName type = name.equals(ID) ? PrimitiveTypeName.INT32 : PrimitiveTypeName.FLOAT;
        List<ColumnDescriptor> columns = file.getColumns().stream()
                .filter(column -> column.getPath()[0].equals(name))
                .toList();
        if (columns.size() != 1
                || columns.get(0).getPrimitiveType().getPrimitiveTypeName() != type
                || columns.get(0).getMaxRepetitionLevel() != (name.equals(ID) ? 0 : 1)) {
            throw new CampanileException(location + " is no table of factors: it must have the columns id (int) and"
                    + " features (array of float), but its columns are " + file.getFields() + ".");
        }
        return name;
    }
}
