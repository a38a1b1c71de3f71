package org.campanile.serving.funnel;

/**
 * Which items may be recommended.
 *
 * <p>An item may be when it is on the allowed list, if there is one; has, of each allowed feature, one of its values; is not
 * on the denied list; and has no denied value.
 *
 * @param allow what an item must satisfy; {@link ItemRule#NONE}: nothing
 * @param deny  what an item must not have
 */
public record ItemRules(ItemRule allow, ItemRule deny) {
    /** Every item may be recommended. */
    public static final ItemRules NONE = new ItemRules(ItemRule.NONE, ItemRule.NONE);

    boolean isEmpty() {
        return allow.isEmpty() && deny.isEmpty();
    }
}
