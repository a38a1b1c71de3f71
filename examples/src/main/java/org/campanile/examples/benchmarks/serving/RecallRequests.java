package org.campanile.examples.benchmarks.serving;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Recall requests for the best 50 items, each for one history of ten of 100 neighbours of the generated data. */
final class RecallRequests {
    private static final int NEIGHBOURS = 100;
    private static final int HISTORY = 10;

    private final byte[][] requests;

    /**
     * @param seed  on which the histories depend
     * @param count how many, which are sent in turn
     * @param items of the catalogue
     */
    RecallRequests(URI service, long seed, int count, int items) {
        this.requests = new byte[count][];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            requests[i] = post(service, "/rec/recall", "", body(random, items));
        }
    }

    private static String body(SplittableRandom random, int items) {
        int place = random.nextInt(items);
        StringBuilder body = new StringBuilder("{\"top_k\":50,\"hist_item\":[");
        for (int i = 0; i < HISTORY; i++) {
            body.append(i == 0 ? "\"" : ",\"")
                    .append((place + random.nextInt(NEIGHBOURS)) % items)
                    .append('"');
        }
        return body.append("]}").toString();
    }

    /** @param headers further ones, each with its line end */
    static byte[] post(URI service, String path, String headers, String body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + service.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    int count() {
        return requests.length;
    }

    /** The request at a place, which is taken modulo their number. */
    byte[] get(int place) {
        return requests[place % requests.length];
    }
}
