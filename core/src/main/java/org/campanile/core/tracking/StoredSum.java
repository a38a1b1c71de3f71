package org.campanile.core.tracking;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what an object store says of the bytes that it took against the bytes that were sent. Stores tell an MD5 sum, if
 * any: Azure as {@code Content-MD5}, Google as {@code x-goog-hash}, S3 as {@code ETag} unless it encrypts by a key of the
 * customer's, when the tag is of the encrypted bytes.
 */
final class StoredSum {
    private static final Pattern MD5_TAG = Pattern.compile("[0-9a-f]{32}");
    private static final String GOOGLE_MD5 = "md5=";

    private StoredSum() {}

    static void check(HttpHeaders answer, byte[] bytes, String what) throws SendException {
        Optional<String> told = told(answer);
        if (told.isPresent()) {
            compare(told.get(), md5(bytes), what);
        }
    }

    static void check(HttpHeaders answer, FileBody file, String what) throws SendException, IOException {
        Optional<String> told = told(answer);
        if (told.isPresent()) {
            MessageDigest digest = md5();
            new DigestInputStream(file.read(), digest).transferTo(OutputStream.nullOutputStream());
            compare(told.get(), HexFormat.of().formatHex(digest.digest()), what);
        }
    }

    private static void compare(String told, String sent, String what) throws SendException {
        if (!told.equals(sent)) {
            throw SendException.damaged("%s arrived damaged: the store has MD5 %s of it".formatted(what, told));
        }
    }

    /** The sum as hexadecimal digits. */
    private static Optional<String> told(HttpHeaders answer) {
        Stream<String> google = answer.allValues("x-goog-hash").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> value.startsWith(GOOGLE_MD5))
                .map(value -> value.substring(GOOGLE_MD5.length()));
        return Stream.concat(answer.firstValue("Content-MD5").stream(), google)
                .findFirst()
                .map(value -> HexFormat.of().formatHex(Base64.getDecoder().decode(value)))
                .or(() -> tag(answer));
    }

    private static Optional<String> tag(HttpHeaders answer) {
        boolean isOfCipher = answer.firstValue("x-amz-server-side-encryption")
                        .filter(kind -> kind.toLowerCase(Locale.ROOT).contains("kms"))
                        .isPresent()
                || answer.firstValue("x-amz-server-side-encryption-customer-algorithm")
                        .isPresent();
        return answer.firstValue("ETag")
                .map(tag -> tag.replace("\"", "").toLowerCase(Locale.ROOT))
                .filter(tag -> !isOfCipher && MD5_TAG.matcher(tag).matches());
    }

    /** Of these bytes, as hexadecimal digits. */
    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(md5().digest(bytes));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
