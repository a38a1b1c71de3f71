package org.campanile.core.config;

import java.util.List;
import java.util.random.RandomGenerator;
import org.campanile.core.Check;

/** The values of one option that a sweep may try. */
sealed interface SweepRange {
    /** A value as YAML. */
    String draw(RandomGenerator random);

    /** Listed values, each as YAML; all are as likely. */
    record Listed(List<String> values) implements SweepRange {
        public Listed {
            Check.that(!values.isEmpty(), "a list of values to try is empty");
            values = List.copyOf(values);
        }

        @Override
        public String draw(RandomGenerator random) {
            return values.get(random.nextInt(values.size()));
        }
    }

    /** An interval of numbers. */
    record Between(
            @Option("Smallest value.") double from,
            @Option("Largest value.") double to,

            @Option(
                    value = "linear: all values are as likely; log: all powers of ten are; whole: whole numbers alone.",
                    defaultValue = "linear")
            Scale scale)
            implements SweepRange {

        public Between {
            Check.that(from < to, "from is %s and to is %s; from must be the smaller one", from, to);
            Check.that(scale != Scale.LOG || from > 0, "from is %s; the scale log needs more than 0", from);
            Check.that(
                    scale != Scale.WHOLE || (from == Math.rint(from) && to == Math.rint(to)),
                    "from is %s and to is %s; the scale whole needs whole numbers",
                    from,
                    to);
        }

        @Override
        public String draw(RandomGenerator random) {
            double share = random.nextDouble();
            return switch (scale) {
                case LINEAR -> String.valueOf(from + share * (to - from));
                case LOG -> String.valueOf(from * Math.pow(to / from, share));
                case WHOLE -> String.valueOf((long) Math.floor(from + share * (to - from + 1)));
            };
        }

        enum Scale {
            LINEAR,
            LOG,
            WHOLE
        }
    }
}
