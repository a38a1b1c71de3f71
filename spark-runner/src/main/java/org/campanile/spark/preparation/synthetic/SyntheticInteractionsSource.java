package org.campanile.spark.preparation.synthetic;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;

/** Interactions made by {@link PlantedInteractions}; users and items are called by their numbers, from 0. */
public final class SyntheticInteractionsSource implements DataSource {
    @Override
    public String type() {
        return "synthetic-interactions";
    }

    @Override
    public String description() {
        return "Generated interactions with planted interests and popularity, whose best achievable ranking is known;"
                + " needs no data.path.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return SyntheticInteractionsOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        SyntheticInteractionsOptions options =
                (SyntheticInteractionsOptions) configuration.data().options();
        PlantedInteractions.requireEnoughItems(options);
        Dataset<Row> rows = spark.createDataFrame(
                RowNumbers.upTo(options.users(), options.interactionsPerUser(), spark)
                        .mapPartitions(new Generator(options)),
                RawInteractions.SCHEMA);
        return new RawInteractions(Map.of(), rows, List.of());
    }

    /** All interactions of a partition's users. */
    private record Generator(SyntheticInteractionsOptions options)
            implements FlatMapFunction<Iterator<Long>, Row>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<Row> call(Iterator<Long> users) {
            PlantedInteractions planted = new PlantedInteractions(options);
            Iterable<Long> once = () -> users;
            return StreamSupport.stream(once.spliterator(), false)
                    .flatMap(user -> rows(Math.toIntExact(user), planted))
                    .iterator();
        }

        private static Stream<Row> rows(int user, PlantedInteractions planted) {
            int[] items = planted.sequence(user);
            return IntStream.range(0, items.length)
                    .mapToObj(step -> RowFactory.create(
                            Integer.toString(user),
                            Integer.toString(items[step]),
                            (long) step,
                            0L,
                            1f,
                            null,
                            null,
                            null));
        }
    }
}
