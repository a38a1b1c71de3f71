package org.campanile.spark;

import org.campanile.core.CampanileException;

/** What went wrong in a task, out of the exception by which Spark reports it. */
public final class TaskFailures {
    private TaskFailures() {}

    /** The sentence meant for the user if a task ended with one, otherwise the failure itself. */
    public static RuntimeException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CampanileException known) {
                return cause == failure ? known : new CampanileException(known.getMessage(), failure);
            }
        }
        // Spark throws checked exceptions that its methods do not declare.
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(failure.getMessage(), failure);
    }
}
