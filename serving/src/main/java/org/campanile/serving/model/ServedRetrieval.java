package org.campanile.serving.model;

import java.util.List;
import org.campanile.serving.index.QueryVectors;

/** A retrieval model that answers requests: it makes vectors of users, to search an index with. */
public interface ServedRetrieval extends ServedModel {
    /** Length of the vectors. */
    int dim();

    /**
     * The vectors of a user, one for each interest.
     *
     * @throws org.campanile.core.CampanileException when a raw value cannot be read as what it should be
     */
    default QueryVectors userVectors(UserRequest request) {
        return userVectors(List.of(request)).get(0);
    }

    /** The vectors of several users, in order; cheaper than one by one. */
    List<QueryVectors> userVectors(List<UserRequest> requests);
}
