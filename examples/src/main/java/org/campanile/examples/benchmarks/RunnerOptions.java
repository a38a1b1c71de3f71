package org.campanile.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param names  the benchmarks; empty: all
 * @param size   part of the sizes to run; empty: all
 * @param json   where the results go, merged with what is there
 * @param page   whose table of results is replaced
 * @param rounds of ours and the peer
 * @param users  that Spark's ALS recommends for
 */
record RunnerOptions(
        List<String> names,
        String size,
        @Nullable Path json,
        @Nullable Path page,
        int rounds,
        int users,
        Extent extent,
        Action action) {
    private static final int USERS = 10_000;

    /** How much is run. */
    enum Extent {
        FULL,
        /** One short round of the smallest size, to see that everything works. */
        QUICK
    }

    /** What is done with the benchmarks. */
    enum Action {
        RUN,
        LIST
    }

    RunnerOptions {
        names = List.copyOf(names);
        if (extent == Extent.QUICK && page != null) {
            throw new CampanileException("--quick and --write exclude each other: a page shows full runs only.");
        }
    }

    static RunnerOptions parse(List<String> arguments) {
        List<String> names = new ArrayList<>();
        String size = "";
        Path json = null;
        Path page = null;
        int rounds = Effort.ROUNDS;
        int users = USERS;
        Extent extent = Extent.FULL;
        Action action = Action.RUN;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--size" -> size = value(argument, rest);
                case "--json" -> json = Path.of(value(argument, rest));
                case "--write" -> page = Path.of(value(argument, rest));
                case "--rounds" -> rounds = number(argument, rest);
                case "--users" -> users = number(argument, rest);
                case "--quick" -> extent = Extent.QUICK;
                case "--list" -> action = Action.LIST;
                default -> names.add(name(argument));
            }
        }
        return new RunnerOptions(names, size, json, page, rounds, users, extent, action);
    }

    private static String name(String argument) {
        if (argument.startsWith("-")) {
            throw new CampanileException("There is no option " + argument + ": see --help.");
        }
        return argument;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CampanileException(option + " needs a value: see --help.");
        }
        return rest.next();
    }

    private static int number(String option, Iterator<String> rest) {
        String value = value(option, rest);
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new CampanileException(option + " needs a whole number from 1 on, but is " + value + ".");
        }
        return Integer.parseInt(value);
    }
}
