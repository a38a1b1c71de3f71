package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code printf abc | md5sum} is 900150983cd24fb0d6963f7d28e17f72, in base 64 kAFQmDzST7DWlj99KOF/cg==. */
class StoredSumTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ABD = "abd".getBytes(StandardCharsets.US_ASCII);
    private static final String HEX = "900150983cd24fb0d6963f7d28e17f72";
    private static final String BASE64 = "kAFQmDzST7DWlj99KOF/cg==";

    /** Names and values in turn. */
    private static HttpHeaders answer(String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int header = 0; header < headers.length; header += 2) {
            all.put(headers[header], Arrays.asList(headers[header + 1]));
        }
        return HttpHeaders.of(all, (name, value) -> true);
    }

    private static void tells(HttpHeaders answer) {
        assertThatCode(() -> StoredSum.check(answer, ABC, "f")).doesNotThrowAnyException();
        SendException failure =
                catchThrowableOfType(SendException.class, () -> StoredSum.check(answer, ABD, "part 2 of f"));
        assertThat(failure.kind()).isEqualTo(SendException.Kind.DAMAGED);
        assertThat(failure).hasMessage("part 2 of f arrived damaged: the store has MD5 " + HEX + " of it");
    }

    private static void tellsNothing(HttpHeaders answer) {
        assertThatCode(() -> StoredSum.check(answer, ABD, "f")).doesNotThrowAnyException();
    }

    @Test
    void s3TellsTheSumAsTag() {
        tells(answer("ETag", '"' + HEX + '"'));
        tells(answer("ETag", '"' + HEX + '"', "x-amz-server-side-encryption", "AES256"));
    }

    @Test
    void aTagOfBytesThatACustomersKeyEncryptedIsNoSum() {
        tellsNothing(answer("ETag", '"' + HEX + '"', "x-amz-server-side-encryption", "aws:kms"));
        tellsNothing(answer("ETag", '"' + HEX + '"', "x-amz-server-side-encryption-customer-algorithm", "AES256"));
    }

    @Test
    void googleTellsTheSumAmongOthers() {
        tells(answer("x-goog-hash", "crc32c=AAAAAA==,md5=" + BASE64));
    }

    @Test
    void azureTellsTheSumAndATagThatIsNone() {
        tells(answer("Content-MD5", BASE64, "ETag", "0x8D4BCC2E4835CD0"));
        tellsNothing(answer("ETag", "0x8D4BCC2E4835CD0"));
    }

    @Test
    void aStoreThatTellsNothingIsBelieved() {
        tellsNothing(answer());
    }

    @Test
    void theSumOfAFileIsThatOfItsBytes(@TempDir Path folder) throws IOException {
        Path abd = Files.write(folder.resolve("abd"), ABD);
        Path abc = Files.write(folder.resolve("abc"), ABC);
        HttpHeaders answer = answer("ETag", HEX);

        try (FileBody right = new FileBody(abc);
                FileBody wrong = new FileBody(abd)) {
            assertThatCode(() -> StoredSum.check(answer, right, "f")).doesNotThrowAnyException();
            assertThat(catchThrowableOfType(SendException.class, () -> StoredSum.check(answer, wrong, "f")))
                    .hasMessageContaining("arrived damaged");
        }
    }
}
