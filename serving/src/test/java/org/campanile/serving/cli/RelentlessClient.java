package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the next question as soon as it has the answer to the last, on a new connection where one ends, while there are any. */
final class RelentlessClient implements Callable<RelentlessClient.Answers> {
    private static final String BODY = "{\"top_k\": 3, \"hist_item\": [\"v1\"]}";
    private static final byte[] REQUEST =
            ("POST /rec/recall HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" + "Content-Length: "
                            + BODY.length() + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII);
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)\r\n");
    private static final Pattern LAST = Pattern.compile("(?i)\r\nConnection: close\r\n");

    private final int port;
    private final int warmUp;
    private final Runnable warm;
    private final BooleanSupplier signalled;

    private int whole;
    private int afterSignal;
    private int unanswered;

    /**
     * What a client got.
     *
     * @param whole       answers of status 200 with the items that they should have, or of status 503
     * @param afterSignal those of them that came after the signal
     * @param unanswered  requests on whose connection nothing came back
     */
    record Answers(int whole, int afterSignal, int unanswered) {}

    /**
     * @param warm      to be run once after {@code warmUp} answers
     * @param signalled whether the service was told to end
     */
    RelentlessClient(int port, int warmUp, Runnable warm, BooleanSupplier signalled) {
        this.port = port;
        this.warmUp = warmUp;
        this.warm = warm;
        this.signalled = signalled;
    }

    /** Until no connection is taken any more. */
    @Override
    public Answers call() throws IOException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean isOpen = true;
                while (isOpen) {
                    isOpen = ask(socket, in);
                }
            } catch (ConnectException e) {
                return new Answers(whole, afterSignal, unanswered);
            }
        }
    }

    /* Whether more can be asked on the connection. */
    private boolean ask(Socket socket, InputStream in) {
        String answer = answer(socket, in);
        if (answer == null) {
            unanswered++;
            return false;
        }
        switch (field(STATUS, answer)) {
            case "200" -> assertThat(answer).contains("v2", "v3", "v4");
            case "503" -> assertThat(answer).contains("\"error\"");
            default -> throw new AssertionError(answer);
        }
        whole++;
        if (whole == warmUp) {
            warm.run();
        }
        afterSignal += signalled.getAsBoolean() ? 1 : 0;
        return !LAST.matcher(answer).find();
    }

    /* Null when the connection ended before the first byte of an answer; later it must not end. */
    private static @Nullable String answer(Socket socket, InputStream in) {
        StringBuilder answer = new StringBuilder();
        try {
            socket.getOutputStream().write(REQUEST);
            read(in, answer, END_OF_HEAD);
            byte[] body = in.readNBytes(Integer.parseInt(field(LENGTH, answer)));
            answer.append(new String(body, StandardCharsets.UTF_8));
            assertThat(body).as(answer.toString()).hasSize(Integer.parseInt(field(LENGTH, answer)));
            return answer.toString();
        } catch (IOException e) {
            if (answer.isEmpty()) {
                return null;
            }
            throw new AssertionError("an answer ends in the middle: " + answer, e);
        }
    }

    private static void read(InputStream in, StringBuilder answer, String end) throws IOException {
        while (answer.lastIndexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            answer.append((char) next);
        }
    }

    private static String field(Pattern pattern, CharSequence answer) {
        Matcher matcher = pattern.matcher(answer);
        assertThat(matcher.find()).as(answer.toString()).isTrue();
        return matcher.group(1);
    }
}
