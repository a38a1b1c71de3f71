package org.campanile.spark.preparation.interactions;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.interactions.InteractionsOptions.Layout;
import org.campanile.spark.preparation.text.GivenParts;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.TextLines;

/** The rows of files that all have one layout. */
record InteractionFiles(SparkSession spark, RawFiles files, GivenParts parts, InteractionsOptions options) {

    /** The interactions of all files. */
    Dataset<Row> rows() {
        List<FileShape> shapes = files.names().stream()
                .map(file -> FileShape.of(file, files.folder().firstLines(file)))
                .toList();
        Layout layout = options.layout() == Layout.AUTO ? detect(shapes) : options.layout();
        return shapes.stream()
                .map(shape -> layout == Layout.TRIPLES ? triples(shape) : lists(shape, layout))
                .reduce(Dataset::union)
                .orElseThrow();
    }

    private Dataset<Row> triples(FileShape shape) {
        TripleFormat format = shape.triples(options.header());
        String file = shape.file();
        return new TextLines(files.folder().location(file), "UTF-8", format.header())
                .rows(spark, RawInteractions.SCHEMA, new Triple(format, parts.start(file), parts.of(file)));
    }

    private Dataset<Row> lists(FileShape shape, Layout layout) {
        String file = shape.file();
        return new TextLines(files.folder().location(file), "UTF-8", LineFormat.Header.ABSENT)
                .rows(
                        spark,
                        RawInteractions.SCHEMA,
                        new UserItems(shape.delimiter(), layout, parts.start(file), parts.of(file)));
    }

    /* A file that may be either, such as test files with one item per user, is what the others are. */
    private Layout detect(List<FileShape> shapes) {
        List<FileShape> written =
                shapes.stream().filter(shape -> shape.usual() > 0).toList();
        Optional<FileShape> noTriples = first(written, shape -> !shape.mayBeTriples());
        Optional<FileShape> noItems = first(written, shape -> !shape.mayBeItems());
        if (noTriples.isPresent() && noItems.isPresent()) {
            throw new CampanileException("The files " + noTriples.get().file() + " and "
                    + noItems.get().file()
                    + " differ in layout: point data.path to one of them, or set data.layout if they do not.");
        }
        if (noTriples.isPresent()) {
            return parts.parts().isEmpty() ? Layout.SEQUENCES : Layout.LISTS;
        }
        Optional<FileShape> either = first(written, shape -> !shape.isPairs());
        if (noItems.isEmpty() && either.isPresent()) {
            throw new CampanileException("Lines of " + either.get().file() + " have "
                    + either.get().usual()
                    + " words, which may be a user, an item and a rating or a user and items: set data.layout to triples,"
                    + " lists or sequences.");
        }
        return Layout.TRIPLES;
    }

    private static Optional<FileShape> first(List<FileShape> shapes, Predicate<FileShape> condition) {
        return shapes.stream().filter(condition).findFirst();
    }
}
