package org.campanile.spark.inference;

/** The recommendations for a user of a model; a bean, as Spark's encoders need it. */
public final class BundleRecommendations {
    private String user = "";
    private String[] items = new String[0];
    private float[] scores = new float[0];

    /** The user's key, as in the raw data. */
    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    /** Keys of the items, best first. */
    public String[] getItems() {
        return items;
    }

    public void setItems(String[] items) {
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
