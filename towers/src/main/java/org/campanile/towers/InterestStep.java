package org.campanile.towers;

/** The samples of a step, as far as it matters which of their users' interests they are trained with. */
interface InterestStep {
    int samples();

    /** The place of a sample's own item among the step's items. */
    int ownItem(int sample);

    /** Interests that a sample's user has. */
    int interestsOf(int sample);
}
