package org.campanile.core.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * How a command answered a user who typed it.
 *
 * @param status its exit status
 * @param out    what it wrote to the standard output
 * @param error  what it wrote to the standard error
 */
public record Answer(int status, String out, String error) {
    /** Runs a command, and keeps what is written meanwhile. */
    public static Answer to(IntSupplier command) {
        PrintStream standardOut = System.out;
        PrintStream standardError = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
            int status = command.getAsInt();
            return new Answer(status, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardError);
        }
    }
}
