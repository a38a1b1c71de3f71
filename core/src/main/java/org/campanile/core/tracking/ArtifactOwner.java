package org.campanile.core.tracking;

/**
 * What files belong to.
 *
 * @param runId       the server's id of the run
 * @param loggedModel the server's id of the run's logged model; empty for files of the run itself
 * @param artifactUri where the server keeps its files
 */
record ArtifactOwner(String runId, String loggedModel, String artifactUri) {
    boolean isLoggedModel() {
        return !loggedModel.isEmpty();
    }

    /** The server's id of it. */
    String id() {
        return isLoggedModel() ? loggedModel : runId;
    }
}
