package org.campanile.core.training;

import org.campanile.core.collective.Collective;
import org.campanile.core.model.ModelState;

/** Placeholder until the exchange branch is merged. */
final class ParameterAveraging {
    ParameterAveraging(Collective collective, ModelState state) {
        state.tables().forEach(table -> table.clearTouched());
        collective.barrier();
    }

    void average() {}

    double seconds() {
        return 0;
    }

    long bytesSent() {
        return 0;
    }
}
