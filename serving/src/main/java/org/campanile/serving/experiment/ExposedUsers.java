package org.campanile.serving.experiment;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;
import org.jspecify.annotations.Nullable;

/** The users of one experiment by its exposure log, with what came of what they were shown. For one thread. */
final class ExposedUsers {
    private final Map<String, ExposedUser> users = new HashMap<>();
    private final Set<String> experiments = new TreeSet<>();
    private final @Nullable String wanted;
    private long unmatched;

    private ExposedUsers(@Nullable String wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads a log.
     *
     * @param experiment its name; null for the only one that the log has
     * @throws CampanileException when there are no exposures of it, or several experiments to choose from
     */
    static ExposedUsers read(FileStore folder, @Nullable String experiment) {
        ExposedUsers exposed = new ExposedUsers(experiment);
        files(folder).forEach(file -> exposed.add(ExposureTable.read(folder, file)));
        exposed.check(folder.root());
        return exposed;
    }

    private static List<String> files(FileStore folder) {
        try {
            return folder.list("").stream()
                    .filter(name -> name.endsWith(".parquet"))
                    .toList();
        } catch (IOException e) {
            throw new CampanileException(
                    "The exposures in " + folder.root() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private void add(ExposureTable table) {
        for (int row = 0; row < table.rows(); row++) {
            String experiment = table.experiment(row);
            String arm = table.arm(row);
            experiments.add(experiment);
            if (wanted == null || wanted.equals(experiment)) {
                users.computeIfAbsent(table.user(row), user -> new ExposedUser(arm))
                        .show(arm, table.shares(row), table.item(row), table.time(row));
            }
        }
    }

    private void check(String location) {
        if (wanted == null && experiments.size() > 1) {
            throw new CampanileException("The exposures in " + location + " are of the experiments "
                    + String.join(", ", experiments) + ": name one of them with --experiment.");
        }
        if (users.isEmpty()) {
            throw new CampanileException("There are no exposures" + (wanted == null ? "" : " of experiment " + wanted)
                    + " in " + location + ": give the folder that serve --exposures wrote to.");
        }
    }

    /** Adds an outcome to its user, or counts it as one that no exposure came before. */
    void add(Outcome outcome) {
        ExposedUser user = users.get(outcome.user());
        if (user == null || !user.add(outcome)) {
            unmatched++;
        }
    }

    /** Outcomes of users, or on items, that had not been shown by then. */
    long unmatched() {
        return unmatched;
    }

    /** By the ids of the requests. */
    Map<String, ExposedUser> users() {
        return users;
    }
}
