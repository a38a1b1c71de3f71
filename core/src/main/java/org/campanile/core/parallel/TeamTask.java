package org.campanile.core.parallel;

/** What each member of a {@link ThreadTeam} does of a piece of work. */
@FunctionalInterface
public interface TeamTask {
    /** Does one member's share; {@code member} is from 0 to the team's size less 1. */
    void run(int member);
}
