package org.campanile.spark.inference;

/** The recommendations for a user of a table of factors; a bean, as Spark's encoders need it. */
public final class FactorRecommendations {
    private int user;
    private int[] items = new int[0];
    private float[] scores = new float[0];

    /** Id of the user. */
    public int getUser() {
        return user;
    }

    public void setUser(int user) {
        this.user = user;
    }

    /** Ids of the items, best first. */
    public int[] getItems() {
        return items;
    }

    public void setItems(int[] items) {
        this.items = items;
    }

    /** The scores of the items. */
    public float[] getScores() {
        return scores;
    }

    public void setScores(float[] scores) {
        this.scores = scores;
    }
}
