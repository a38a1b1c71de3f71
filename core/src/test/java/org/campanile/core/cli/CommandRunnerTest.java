package org.campanile.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.campanile.core.CampanileException;
import org.campanile.core.tracking.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandRunnerTest {
    @Command(
            name = "shop",
            subcommands = {CountCommand.class, HelpCommand.class})
    private static final class ShopCommand {}

    @Command(name = "count", sortOptions = false, mixinStandardHelpOptions = true)
    private static final class CountCommand extends DebuggableCommand {
        @Parameters(paramLabel = "WORD")
        private String word = "";

        @Option(names = "--from")
        private int from;

        @Override
        public Integer call() {
            ProgressListener progress = progress();
            progress.begin("counting", 1);
            progress.end();
            if (word.isBlank()) {
                throw new CampanileException("The word is blank.");
            }
            out().println(from + word.length());
            return 0;
        }
    }

    private static Answer run(String... arguments) {
        return Answer.to(() -> CommandRunner.run(new ShopCommand(), arguments));
    }

    @Test
    void resultsAreTheStandardOutputAndProgressIsTheStandardError() {
        Answer answer = run("count", "apples", "--from", "4");

        assertThat(answer).isEqualTo(new Answer(0, "10\n", "counting...\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        count                   | error: Missing required parameter: 'WORD'
        count a b               | error: Unmatched argument at index 2: 'b'
        count a --from x        | error: Invalid value for option '--from': 'x' is not an int
        """)
    void wrongArgumentsAreOneSentenceAndTheHelpIsNamed(String typed, String sentence) {
        Answer answer = run(typed.split(" ", -1));

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.error().lines()).containsExactly(sentence, "shop help count shows what it takes.");
    }

    @Test
    void whatWasProbablyMeantIsTold() {
        assertThat(run("count", "a", "--frm", "3").error().lines())
                .containsExactly(
                        "error: Unknown options: '--frm', '3'",
                        "Possible solutions: --from",
                        "shop help count shows what it takes.");
        assertThat(run("cuont").error()).contains("Did you mean: shop count");
        assertThat(run("nothing like it at all").error()).contains("Usage: shop", "count", "help");
    }

    @Test
    void debugStandsLastInTheHelpAndShowsTheStackTrace() {
        assertThat(run("count", "--help").out()).matches("(?s).*--from.*--debug.*");

        assertThat(run("count", " ").error()).isEqualTo("counting...\nerror: The word is blank.\n");
        assertThat(run("count", " ", "--debug").error())
                .contains("error: The word is blank.\n", "at " + CountCommand.class.getName() + ".call");
    }
}
