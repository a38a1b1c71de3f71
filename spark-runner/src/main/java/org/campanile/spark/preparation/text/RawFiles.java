package org.campanile.spark.preparation.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;
import org.campanile.spark.preparation.Locations;

/**
 * The files that {@code data.path} means: the one it names, or those of the folder it names.
 *
 * @param names of files in the folder, sorted; not empty
 */
public record RawFiles(RawFolder folder, List<String> names) {
    public RawFiles {
        names = List.copyOf(names);
    }

    /**
     * Finds the files of a source.
     *
     * @param path    {@code data.path}
     * @param endings endings of the names of files that are read from a folder, such as {@code .csv}; a file that is named
     *                itself may end as it likes
     * @throws CampanileException when there are none
     */
    public static RawFiles of(String path, List<String> endings) {
        if (path.isBlank()) {
            throw new CampanileException("data.path is empty: point it to the file or folder of the raw data.");
        }
        String location = Locations.absolute(path);
        RawFolder folder = new RawFolder(location);
        List<String> names = folder.names();
        int slash = location.lastIndexOf('/');
        if (names.equals(List.of(location.substring(slash + 1)))) {
            return new RawFiles(new RawFolder(location.substring(0, slash + 1)), names);
        }
        List<String> read = names.stream().filter(name -> isData(name, endings)).toList();
        if (read.isEmpty()) {
            throw new CampanileException("data.path is " + location + ", where there is no file whose name ends in "
                    + String.join(", ", endings) + ".");
        }
        return new RawFiles(folder, read);
    }

    /** The split that a file's name begins with: train; valid, val or dev; test. */
    public static Optional<Split> part(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        if (word.startsWith("train")) {
            return Optional.of(Split.TRAIN);
        }
        if (word.startsWith("val") || word.startsWith("dev")) {
            return Optional.of(Split.VALIDATION);
        }
        return word.startsWith("test") ? Optional.of(Split.TEST) : Optional.empty();
    }

    /** What identifies some of the files, for {@link org.campanile.spark.preparation.RawData#identity}. */
    public Map<String, String> identity(List<String> files) {
        return folder.identity(files);
    }

    /* Names that begin so are Spark's and Hadoop's own. */
    private static boolean isData(String name, List<String> endings) {
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return !name.startsWith("_")
                && !name.startsWith(".")
                && endings.stream().anyMatch(plain.toLowerCase(Locale.ROOT)::endsWith);
    }
}
