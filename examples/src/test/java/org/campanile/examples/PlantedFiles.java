package org.campanile.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small raw files in the formats of public data sets, of users who like one or two of eight groups of twelve items. */
final class PlantedFiles {
    private static final int GROUPS = 8;
    private static final int GROUP_SIZE = 12;
    private static final int USERS = 300;

    private PlantedFiles() {}

    /** {@code sequences.txt}: a user, then eight different items of its group. */
    static Path sequences(Path folder) throws IOException {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        for (int user = 1; user <= USERS; user++) {
            lines.add(user + " " + joined(items(user, 1, random).subList(0, 8), "", " "));
        }
        return write(folder, "sequences.txt", lines);
    }

    /** {@code train.txt} and {@code test.txt}, as LightGCN has them: of each user's group seven items and three. */
    static Path lists(Path folder) throws IOException {
        Random random = new Random(3);
        List<String> known = new ArrayList<>();
        List<String> heldOut = new ArrayList<>();
        for (int user = 1; user <= USERS; user++) {
            List<Integer> items = items(user, 1, random);
            known.add(user + " " + joined(items.subList(0, 7), "", " "));
            heldOut.add(user + " " + joined(items.subList(7, 10), "", " "));
        }
        write(folder, "test.txt", heldOut);
        return write(folder, "train.txt", known);
    }

    /** {@code train.txt} and {@code valid.txt}, as PaddleRec has them: users with two groups each. */
    static Path books(Path folder) throws IOException {
        Random random = new Random(2);
        List<String> lines = new ArrayList<>();
        List<String> heldOut = new ArrayList<>();
        for (int user = 1; user <= USERS; user++) {
            List<Integer> items = items(user, 2, random);
            for (int place = 0; place < 14; place++) {
                lines.add(user + "," + items.get(place) + "," + place);
            }
        }
        for (int user = USERS + 1; user <= USERS + 60; user++) {
            List<Integer> items = items(user, 2, random);
            heldOut.add("user_id:" + user + " target_item:0 " + joined(items.subList(0, 10), "hist_item:", " ") + " "
                    + joined(items.subList(10, 14), "eval_item:", " "));
        }
        write(folder, "valid.txt", heldOut);
        return write(folder, "train.txt", lines);
    }

    /** {@code item_ratings.csv} and {@code set_ratings.csv}: five stars for films of a user's group, two for others. */
    static Path ratings(Path folder) throws IOException {
        Random random = new Random(3);
        List<String> items = new ArrayList<>(List.of("userId,movieId,rating,timestamp"));
        List<String> sets =
                new ArrayList<>(List.of("userId,movieId_1,movieId_2,movieId_3,movieId_4,movieId_5,rating,timestamp"));
        for (int user = 1; user <= USERS; user++) {
            List<Integer> liked = items(user, 1, random);
            List<Integer> others = items(user + 1, 1, random);
            for (int place = 0; place < 6; place++) {
                items.add(user + "," + liked.get(place) + ",5.0," + (1000 + 10 * place));
                items.add(user + "," + others.get(place) + ",2.0," + (1001 + 10 * place));
            }
            sets.add(user + "," + joined(liked.subList(6, 11), "", ",") + ",4.5,900");
        }
        write(folder, "set_ratings.csv", sets);
        return write(folder, "item_ratings.csv", items);
    }

    /** The items of the groups that a user likes, in random order. */
    private static List<Integer> items(int user, int groups, Random random) {
        List<Integer> items = IntStream.range(0, groups)
                .map(number -> (user + 3 * number) % GROUPS)
                .boxed()
                .flatMap(group -> IntStream.range(0, GROUP_SIZE).mapToObj(item -> 1 + group * GROUP_SIZE + item))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(items, random);
        return items;
    }

    private static String joined(List<Integer> items, String prefix, String between) {
        return items.stream().map(item -> prefix + item).collect(Collectors.joining(between));
    }

    private static Path write(Path folder, String name, List<String> lines) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name), lines);
        return folder.toAbsolutePath();
    }
}
