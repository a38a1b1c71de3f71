package org.campanile.core.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.campanile.core.embedding.TableState;
import org.campanile.core.nn.DenseParameters;

/** A model's parameters by the name of their network or table: flat vectors, row after row for tables. */
public record Parameters(Map<String, double[]> values) {
    public static Parameters of(ModelState state) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (DenseParameters network : state.dense()) {
            float[] parameters = new float[network.size()];
            network.readParameters(parameters);
            values.put(network.name(), doubles(parameters));
        }
        for (TableState table : state.tables()) {
            values.put(table.name(), doubles(weights(table)));
        }
        return new Parameters(values);
    }

    /** Gives networks random parameters, biases included: with biases of 0, relu may stand exactly on its kink. */
    public static void randomize(ModelState state, Random random) {
        for (DenseParameters network : state.dense()) {
            float[] parameters = new float[network.size()];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = 0.5f * (float) random.nextGaussian();
            }
            network.writeParameters(parameters);
        }
    }

    public double[] of(String name) {
        return values.get(name);
    }

    /** Everything that training changes, optimizer state included, as bits. */
    public static List<float[]> all(ModelState state) {
        List<float[]> values = new ArrayList<>();
        for (DenseParameters network : state.dense()) {
            float[] parameters = new float[network.size()];
            network.readParameters(parameters);
            values.add(parameters);
            float[] updater = new float[network.updaterStateSize()];
            network.readUpdaterState(updater);
            values.add(updater);
        }
        for (TableState table : state.tables()) {
            for (int row = 0; row < table.rows(); row++) {
                float[] record = new float[table.dim() + table.stateSize()];
                table.readRecord(row, record, 0);
                values.add(record);
            }
        }
        return values;
    }

    /** Carries the parameters over as files do: networks by their own format, tables by rows. */
    public static void copy(ModelState from, ModelState to) throws IOException {
        for (int i = 0; i < from.dense().size(); i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            from.dense().get(i).writeNetwork(bytes);
            to.dense().get(i).readNetwork(new ByteArrayInputStream(bytes.toByteArray()));
        }
        for (int i = 0; i < from.tables().size(); i++) {
            TableState source = from.tables().get(i);
            float[] record = new float[source.dim() + source.stateSize()];
            for (int row = 0; row < source.rows(); row++) {
                source.readRecord(row, record, 0);
                to.tables().get(i).writeRecord(row, record, 0);
            }
        }
    }

    private static float[] weights(TableState table) {
        float[] weights = new float[table.rows() * table.dim()];
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            System.arraycopy(record, 0, weights, row * table.dim(), table.dim());
        }
        return weights;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
