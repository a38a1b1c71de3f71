package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TrackingConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingServerTest {
    private static TrackingConfiguration tracking(String uri) {
        return new TrackingConfiguration(uri, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:5000 | tracking.uri is 'localhost:5000', which is not the address of an MLflow server; allowed: http://..., https://..., databricks and databricks://PROFILE.",
                "sqlite:///x.db | tracking.uri is 'sqlite:///x.db', which is not the address of an MLflow server; allowed: http://..., https://..., databricks and databricks://PROFILE.",
                "http://:5000 | tracking.uri is 'http://:5000', which names no host; allowed: names of letters, digits, hyphens and dots, such as http://mlflow.example:5000.",
                "http://host/a b | tracking.uri is not a valid URI: Illegal character in path at position 13.",
                "http:5000 | tracking.uri is 'http:5000', which names no host; allowed: names of letters, digits, hyphens and dots, such as http://mlflow.example:5000.",
                "http://my_server:5000 | tracking.uri is 'http://my_server:5000', which names no host; allowed: names of letters, digits, hyphens and dots, such as http://mlflow.example:5000.",
                "http://ada:secret@host | tracking.uri holds a user or password for host: give them by MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.",
                "http://ada:secret@my_server | tracking.uri holds a user or password for my_server: give them by MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD."
            })
    void aUriThatIsOfNoUseIsRefusedWithWhatIsAllowed(String uri, String message) {
        assertThatThrownBy(() -> RunTrackers.check(tracking(uri), "movielens"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://127.0.0.1:5000", "HTTPS://mlflow.example/base/"})
    void experimentsOfMlflowHaveAnyName(String uri) {
        assertThatCode(() -> RunTrackers.check(tracking(uri), "movielens")).doesNotThrowAnyException();
    }

    @Test
    void experimentsOfDatabricksArePathsOfTheWorkspace() {
        assertThatCode(() -> RunTrackers.check(tracking("databricks"), "/Shared/movielens"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RunTrackers.check(tracking("databricks://staging"), "movielens"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "experiment is 'movielens', but tracking.uri is 'databricks://staging', where experiments are paths of the workspace: set it to /Shared/movielens or /Users/YOU/movielens.");
    }

    @Test
    void whoIsNotKnownThereIsToldWhichVariablesToSetOrToCheck() {
        assertThat(advice("http://host", Map.of())).startsWith("set MLFLOW_TRACKING_TOKEN, or");
        assertThat(advice("http://host", Map.of("MLFLOW_TRACKING_TOKEN", "abc")))
                .isEqualTo("check MLFLOW_TRACKING_TOKEN");
        assertThat(advice(
                        "http://host", Map.of("MLFLOW_TRACKING_USERNAME", "ada", "MLFLOW_TRACKING_PASSWORD", "secret")))
                .isEqualTo("check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        assertThat(advice("databricks", Map.of())).startsWith("set DATABRICKS_HOST and DATABRICKS_TOKEN");
    }

    private static String advice(String uri, Map<String, String> environment) {
        return TrackingServer.of(uri, "the test", environment).loginAdvice();
    }
}
