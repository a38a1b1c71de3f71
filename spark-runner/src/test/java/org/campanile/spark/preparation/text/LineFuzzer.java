package org.campanile.spark.preparation.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Breaks whole lines in the ways in which files break. The same seed breaks them in the same way. */
public final class LineFuzzer {
    private static final List<String> STRANGE_FIELDS = List.of(
            "",
            " ",
            "NaN",
            "-Infinity",
            "1e999",
            "1e-999999999",
            "-",
            "0x10",
            "99999999999999999999",
            "1_000",
            "1,5",
            "\0",
            "\uFEFF",
            "null",
            "\"",
            "\"\"",
            "\"a",
            ":",
            "::",
            "\t",
            "{",
            "}",
            "[[[[",
            "\\",
            "'",
            "true",
            "٣",
            "😀",
            "9".repeat(400),
            "x".repeat(5000));
    private static final String SEPARATORS = ",\t: \"|;";
    private static final int MOST_FAULTS = 3;

    private final Random random;

    public LineFuzzer(long seed) {
        this.random = new Random(seed);
    }

    /** The line with one to three faults, as bytes without line ends. Now and then it is still whole. */
    public byte[] broken(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        for (int fault = random.nextInt(MOST_FAULTS); fault >= 0; fault--) {
            bytes = withFault(bytes);
        }
        for (int position = 0; position < bytes.length; position++) {
            if (bytes[position] == '\n' || bytes[position] == '\r') {
                bytes[position] = ' ';
            }
        }
        return bytes;
    }

    private byte[] withFault(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int place = random.nextInt(line.length + 1);
        return switch (random.nextInt(9)) {
            case 0 -> bytes(text.substring(0, place));
            case 1 -> bytes(text.substring(place));
            case 2 -> bytes(text.substring(0, place) + text);
            case 3 -> bytes(text.substring(0, place) + separator() + text.substring(place));
            case 4 -> bytes(text + separator() + text);
            case 5 -> withStrangeField(text);
            case 6 -> withByte(line, place, 0x80 + random.nextInt(0x80));
            case 7 -> withByte(line, place, random.nextInt(0x20));
            default -> new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
        };
    }

    private char separator() {
        return SEPARATORS.charAt(random.nextInt(SEPARATORS.length()));
    }

    private byte[] withStrangeField(String text) {
        String[] fields = text.split("(?<=[,\\t: ])|(?=[,\\t: ])", -1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int replaced = random.nextInt(fields.length);
        for (int field = 0; field < fields.length; field++) {
            bytes.writeBytes(
                    field == replaced
                            ? STRANGE_FIELDS
                                    .get(random.nextInt(STRANGE_FIELDS.size()))
                                    .getBytes(StandardCharsets.UTF_8)
                            : bytes(fields[field]));
        }
        return bytes.toByteArray();
    }

    private static byte[] withByte(byte[] line, int place, int value) {
        byte[] changed = line.length == 0 ? new byte[1] : line.clone();
        changed[Math.min(place, changed.length - 1)] = (byte) value;
        return changed;
    }

    /* One byte per character: what was read as Latin-1 goes back unchanged. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
