package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ExperimentOptionsTest {
    private static ExperimentOptions options(String arguments) {
        return CommandLine.populateCommand(
                new ExperimentOptions(), arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --against b                                | --against is b, which needs --experiment NAME beside it.
        --hold-out 0.1                             | --hold-out is 0.1, which needs --experiment NAME beside it.
        --exposures e                              | --exposures is e, which needs --experiment NAME beside it.
        --experiment n --share 0.5                 | --share is 0.5, which needs --against RUN beside it.
        --experiment n --against-ranking b         | --against-ranking is b, which needs --against RUN beside it.
        --experiment n --against b --share 0       | --share is 0.0; allowed: (0, 1).
        --experiment n --against b --share 1       | --share is 1.0; allowed: (0, 1).
        --experiment n --against b --share NaN     | --share is NaN; allowed: (0, 1).
        --experiment n --hold-out 1                | --hold-out is 1.0; allowed: [0, 1).
        --experiment n --hold-out -0.1             | --hold-out is -0.1; allowed: [0, 1).
        """)
    void wrongOptionsAreRefusedBeforeAnythingIsOpened(String arguments, String sentence) {
        assertThatThrownBy(() -> options(arguments).check())
                .isInstanceOf(CampanileException.class)
                .hasMessage(sentence);
    }

    @Test
    void aBlankNameIsRefused() {
        ExperimentOptions blank = CommandLine.populateCommand(new ExperimentOptions(), "--experiment", " ");
        assertThatThrownBy(blank::check)
                .isInstanceOf(CampanileException.class)
                .hasMessage("--experiment is blank: give the experiment a name.");
    }

    @Test
    void aFileIsNoFolderOfExposures(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        ExperimentOptions options = CommandLine.populateCommand(
                new ExperimentOptions(), "--experiment", "n", "--exposures", file.toString());
        assertThatThrownBy(options::check)
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "--exposures is " + file + ", which cannot be listed: give a folder, which need not exist.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--experiment n",
                "--experiment n --exposures e",
                "--experiment n --hold-out 0",
                "--experiment n --against b",
                "--experiment n --against b --against-ranking c --share 0.1 --hold-out 0.02 --exposures e"
            })
    void whatGoesTogetherIsTaken(String arguments) {
        assertThatCode(() -> options(arguments).check()).doesNotThrowAnyException();
    }
}
