package org.campanile.core.parallel;

/** Divides the numbers 0 to count - 1 into adjoining shares, one per member, whose sizes differ by at most one. */
public final class Shares {
    private Shares() {}

    /** The first number of a member's share; that of {@code member = members} is {@code count}. */
    public static int begin(int member, int members, int count) {
        return (int) ((long) count * member / members);
    }

    /** The number after the last of a member's share. */
    public static int end(int member, int members, int count) {
        return begin(member + 1, members, count);
    }
}
