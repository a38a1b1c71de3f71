package org.campanile.serving.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small raw files in the formats of the examples' data sets: 96 items in eight groups of twelve, users with two groups each. */
final class TasteFiles {
    static final int USERS = 200;
    static final int GROUP_SIZE = 12;
    private static final int GROUPS = 8;

    private TasteFiles() {}

    /** The group that a user likes. */
    static int liked(int user) {
        return user % GROUPS;
    }

    /** The other group that a user takes items of. */
    static int other(int user) {
        return (user + 3) % GROUPS;
    }

    /** The group of an item. */
    static int group(String item) {
        return (Integer.parseInt(item) - 1) / GROUP_SIZE;
    }

    /** The ids of a group, in order. */
    static List<String> items(int group) {
        return IntStream.range(0, GROUP_SIZE)
                .mapToObj(item -> Integer.toString(1 + group * GROUP_SIZE + item))
                .toList();
    }

    /** The first {@code count} of a group's items in an order of the user's own. */
    static List<String> taken(int user, int group, int count) {
        List<String> items = new ArrayList<>(items(group));
        Collections.shuffle(items, new Random(31L * user + group));
        return items.subList(0, count);
    }

    /** {@code train.txt} and {@code valid.txt}, as PaddleRec has them: books of both groups in turn. */
    static Path books(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> heldOut = new ArrayList<>();
        for (int user = 0; user < USERS + 30; user++) {
            List<String> books = inTurn(taken(user, liked(user), 7), taken(user, other(user), 7));
            if (user < USERS) {
                for (int place = 0; place < books.size(); place++) {
                    lines.add(user + "," + books.get(place) + "," + place);
                }
            } else {
                heldOut.add("user_id:" + user + " target_item:0 " + fields("hist_item", books.subList(0, 10)) + " "
                        + fields("eval_item", books.subList(10, 14)));
            }
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("train.txt"), lines);
        Files.write(folder.resolve("valid.txt"), heldOut);
        return folder;
    }

    /**
     * {@code ratings.csv} and {@code movies.csv} of MovieLens: of both groups a user has rated seven films, five stars those
     * that it likes, two the others.
     */
    static Path films(Path folder) throws IOException {
        List<String> ratings = new ArrayList<>(List.of("userId,movieId,rating,timestamp"));
        for (int user = 1; user <= USERS; user++) {
            List<String> films = inTurn(taken(user, liked(user), 7), taken(user, other(user), 7));
            for (int place = 0; place < films.size(); place++) {
                String stars = group(films.get(place)) == liked(user) ? "5.0" : "2.0";
                // Some begin with a film that they like, the others with one that they do not: so do the last ones
                // differ.
                int time = 1_000_000 + 10 * (user % 3 == 0 ? place : place ^ 1);
                ratings.add(user + "," + films.get(place) + "," + stars + "," + time);
            }
        }
        List<String> movies = new ArrayList<>(List.of("movieId,title,genres"));
        for (int group = 0; group < GROUPS; group++) {
            String genre = "Genre" + group;
            items(group).forEach(film -> movies.add(film + ",Film " + film + " (2001)," + genre));
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("ratings.csv"), ratings);
        Files.write(folder.resolve("movies.csv"), movies);
        return folder;
    }

    private static List<String> inTurn(List<String> first, List<String> second) {
        return IntStream.range(0, 2 * first.size())
                .mapToObj(place -> (place % 2 == 0 ? first : second).get(place / 2))
                .toList();
    }

    private static String fields(String name, List<String> items) {
        return items.stream().map(item -> name + ":" + item).collect(Collectors.joining(" "));
    }
}
