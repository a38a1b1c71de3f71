package org.campanile.spark.collective;

import static org.assertj.core.api.Assertions.assertThat;

import org.campanile.spark.collective.JobSecret.Purpose;
import org.junit.jupiter.api.Test;

class JobSecretTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    private final JobSecret secret = JobSecret.generate();

    @Test
    void aProofConvincesWhoKnowsTheSecretOnly() {
        byte[] proof = secret.proof(Purpose.RENDEZVOUS, MESSAGE);

        assertThat(secret.accepts(Purpose.RENDEZVOUS, MESSAGE, proof)).isTrue();
        assertThat(secret.accepts(Purpose.RENDEZVOUS, new byte[] {1, 2, 4}, proof))
                .isFalse();
        assertThat(JobSecret.generate().accepts(Purpose.RENDEZVOUS, MESSAGE, proof))
                .isFalse();
    }

    @Test
    void aProofForOnePurposeIsOfNoUseForAnother() {
        byte[] proof = secret.proof(Purpose.REPORT, MESSAGE);

        assertThat(secret.accepts(Purpose.RENDEZVOUS, MESSAGE, proof)).isFalse();
    }

    @Test
    void itsTextHidesIt() {
        CollectiveSettings settings = new CollectiveSettings("job", secret, LoopbackWorkers.LONG);

        assertThat(settings.toString()).contains("JobSecret[hidden]").doesNotContainPattern("[0-9a-f]{16}");
    }
}
