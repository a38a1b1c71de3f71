package org.campanile.serving.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.campanile.serving.funnel.HeldIndex;

/** A process with a service whose searches wait until a line comes on the standard input. */
final class HeldService {
    private HeldService() {}

    /** @param arguments a folder for the data */
    public static void main(String[] arguments) throws IOException {
        HeldIndex index = new HeldIndex();
        ServiceFixture service = new ServiceFixture(Path.of(arguments[0]), ServiceFixture.SETTINGS, index);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            System.out.println("closed");
            System.out.flush();
        }));
        System.out.println("port " + service.port());
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        index.release();
    }
}
