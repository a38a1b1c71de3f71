package org.campanile.spark.preparation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.LeakageCheck;

/**
 * What the leakage checks found.
 *
 * @param findings     by check, of those that make sense for the data
 * @param invalidating the checks whose cases make results worthless
 */
record LeakageReport(Map<LeakageCheck, Finding> findings, Set<LeakageCheck> invalidating) {
    /**
     * What one check found.
     *
     * @param cases how many
     * @param names which ones, where they have names
     */
    record Finding(long cases, List<String> names) {
        Finding {
            names = List.copyOf(names);
        }

        static Finding of(long cases) {
            return new Finding(cases, List.of());
        }

        static Finding named(List<String> names) {
            return new Finding(names.size(), names);
        }
    }

    LeakageReport {
        findings = Map.copyOf(findings);
        invalidating = Set.copyOf(invalidating);
    }

    /** Cases by the word of the check. */
    Map<String, Long> cases() {
        Map<String, Long> cases = new TreeMap<>();
        findings.forEach((check, finding) -> cases.put(check.word(), finding.cases()));
        return cases;
    }

    /**
     * Throws if a check that invalidates results found something.
     *
     * @param allowed {@code data.allow}
     */
    void require(Collection<LeakageCheck> allowed) {
        Map<LeakageCheck, Finding> failed = new TreeMap<>(findings);
        failed.keySet().retainAll(invalidating);
        failed.keySet().removeAll(allowed);
        failed.values().removeIf(finding -> finding.cases() == 0);
        if (!failed.isEmpty()) {
            throw new CampanileException("Results on these data would not be valid, since preparation found "
                    + failed.entrySet().stream()
                            .map(entry -> sentence(entry.getKey(), entry.getValue()))
                            .collect(Collectors.joining("; and "))
                    + ": mend the data or the split, or set data.allow to ["
                    + failed.keySet().stream().map(LeakageCheck::word).collect(Collectors.joining(", ")) + "].");
        }
    }

    private static String sentence(LeakageCheck check, Finding finding) {
        String names = finding.names().isEmpty() ? "" : " (" + String.join(", ", finding.names()) + ")";
        return finding.cases() + " " + check.cases() + names;
    }
}
