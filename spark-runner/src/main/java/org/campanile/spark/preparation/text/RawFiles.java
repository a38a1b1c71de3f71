package org.campanile.spark.preparation.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.preparation.Locations;

/**
 * The files at {@code data.path}: one file alone, or those of a folder and of folders inside it that are named after a
 * part of a split, such as {@code train/part-00000}.
 *
 * @param names relative to the folder, sorted; never empty
 */
public record RawFiles(RawFolder folder, List<String> names) {
    private static final String PACKED = ".gz";

    public RawFiles {
        names = List.copyOf(names);
    }

    /**
     * Finds the files of a run.
     *
     * @throws CampanileException when {@code data.path} names nothing or there is nothing
     */
    public static RawFiles of(RunConfiguration configuration) {
        return of(configuration.data().path(), configuration.data().source());
    }

    /**
     * Finds the files of a source.
     *
     * @param path   {@code data.path}
     * @param source {@code data.source}, for messages
     * @throws CampanileException when {@code data.path} names nothing or there is nothing
     */
    public static RawFiles of(String path, String source) {
        if (path.isBlank()) {
            throw new CampanileException(
                    "data.path is empty: the source " + source + " needs the file or folder of the raw data.");
        }
        RawFolder folder = new RawFolder(path);
        if (folder.isFile("")) {
            String location = folder.location();
            return new RawFiles(new RawFolder(Locations.parent(location)), List.of(RawFolder.lastName(location)));
        }
        List<String> names = folder.names().stream()
                .flatMap(name -> expand(folder, name))
                .filter(RawFiles::isVisible)
                .toList();
        if (names.isEmpty()) {
            throw new CampanileException("There are no files at " + folder.location()
                    + ": point data.path to the file or folder of the " + source + " data.");
        }
        return new RawFiles(folder, names);
    }

    /** The same folder with some of its files. */
    public RawFiles only(Predicate<String> wanted) {
        return new RawFiles(folder, names.stream().filter(wanted).toList());
    }

    /**
     * Those whose names have, apart from {@code .gz}, one of the endings; a file that lies alone may end as it likes.
     *
     * @throws CampanileException when there are none
     */
    public RawFiles withEndings(List<String> endings) {
        RawFiles some = isSingle() ? this : only(name -> hasEnding(name, endings));
        if (some.names.isEmpty()) {
            throw new CampanileException("data.path is " + folder.location()
                    + ", where there is no file whose name ends in " + String.join(", ", endings) + ".");
        }
        return some;
    }

    /** Whether a name, apart from {@code .gz}, ends in one of these. */
    public static boolean hasEnding(String name, List<String> endings) {
        String unpacked = unpackedName(name);
        return endings.stream().anyMatch(unpacked::endsWith);
    }

    /** Whether what lies there is one file rather than a folder. */
    public boolean isSingle() {
        return names.size() == 1;
    }

    static boolean isPacked(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(PACKED);
    }

    private static String unpackedName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isPacked(name) ? lower.substring(0, lower.length() - PACKED.length()) : lower;
    }

    private static Stream<String> expand(RawFolder folder, String name) {
        boolean mayBeFolder = !name.contains(".") && GivenParts.part(name).isPresent();
        return mayBeFolder && !folder.isFile(name)
                ? folder.names(name).stream().map(child -> name + "/" + child)
                : Stream.of(name);
    }

    /* Spark and Hadoop mark what is no data by a first character. */
    private static boolean isVisible(String name) {
        String last = RawFolder.lastName(name);
        return !last.startsWith(".") && !last.startsWith("_");
    }
}
