package org.campanile.serving.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.serving.funnel.HeldIndex;

/** A process with a service whose searches wait until a line comes on the standard input. */
final class HeldService {
    private HeldService() {}

    /** Starts the service over data in the folder that is the one argument. */
    public static void main(String[] arguments) throws IOException {
        List<HeldIndex> indices = new ArrayList<>();
        ServiceFixture service = new ServiceFixture(Path.of(arguments[0]), ServiceFixture.SETTINGS, version -> {
            indices.add(new HeldIndex(version));
            return indices.get(0);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            System.out.println("closed");
            System.out.flush();
        }));
        System.out.println("port " + service.port());
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        indices.get(0).release();
    }
}
