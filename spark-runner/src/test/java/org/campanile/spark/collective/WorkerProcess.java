package org.campanile.spark.collective;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CollectiveException;
import org.campanile.core.collective.InProcessTransport;
import org.campanile.core.sampling.World;

/**
 * One worker in a JVM of its own, as started by {@link SeparateProcessesTest}. It writes its endpoint to the standard
 * output, reads those of all workers from the standard input, and sums until told to stop.
 */
final class WorkerProcess {
    static final int LENGTH = 300_001;

    private WorkerProcess() {}

    /* Arguments: rank, world size, rounds, serialised settings in Base64 */
    public static void main(String[] arguments) throws Exception {
        World world = new World(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        CollectiveSettings settings = settings(arguments[3]);
        try (Collective collective = new Rendezvous(world, 0, settings)
                .join(InProcessTransport.jvm(), "127.0.0.1", own -> {
                    System.out.println(own);
                    return readLines(world.size());
                })) {
            for (int round = 0; round < rounds; round++) {
                System.out.println(hashOfSum(collective));
            }
        } catch (CollectiveException e) {
            System.out.println(e.getMessage());
        }
    }

    private static CollectiveSettings settings(String base64) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(base64);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (CollectiveSettings) in.readObject();
        }
    }

    private static String[] readLines(int count) {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .limit(count)
                .toArray(String[]::new);
    }

    /** A hash of the bits of the workers' summed random numbers. */
    static String hashOfSum(Collective collective) {
        Random random = new Random(collective.world().rank());
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) random.nextGaussian();
        }
        collective.allReduceSum(values, 0, LENGTH);
        return "sum " + Arrays.hashCode(values);
    }
}
