package org.campanile.examples.benchmarks.workload;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ratings with skewed users and items, in the files of a MovieLens data set. User n has rated item n once, so that all
 * users and items occur; the rest is drawn.
 *
 * @param entities users, and items
 * @param ratings  drawn beside
 */
record SkewedRatings(int entities, int ratings) {
    private static final long USER_SEED = 3;
    private static final long ITEM_SEED = 4;

    /** Writes the files unless the folder has them. */
    void writeTo(Path folder) {
        if (Files.exists(folder.resolve("ratings.csv"))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            writeMovies(folder.resolve("movies.csv"));
            Path half = folder.resolve("ratings.csv.part");
            writeRatings(half);
            Files.move(half, folder.resolve("ratings.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeMovies(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("movieId,title,genres\n");
            for (int item = 0; item < entities; item++) {
                out.write(item + ",Film " + item + " (2000),Drama\n");
            }
        }
    }

    private void writeRatings(Path file) throws IOException {
        int[] users = new int[ratings];
        int[] items = new int[ratings];
        SkewedIds.fill(users, entities, USER_SEED);
        SkewedIds.fill(items, entities, ITEM_SEED);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("userId,movieId,rating,timestamp\n");
            for (int entity = 0; entity < entities; entity++) {
                out.write(entity + "," + entity + ",5.0,0\n");
            }
            for (int rating = 0; rating < ratings; rating++) {
                out.write(users[rating] + "," + items[rating] + ",5.0," + (rating + 1) + "\n");
            }
        }
    }
}
